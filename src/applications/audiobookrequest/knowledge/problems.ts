import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Concern } from './concern.ts'
import { activation } from './problems/activation.ts'
import { addresses } from './problems/addresses.ts'
import { claims } from './problems/claims.ts'
import { roleRows } from './problems/role-rows.ts'
import { statedIn } from './settings.ts'

const concerns: Concern[] = [activation, addresses, claims, roleRows]

/** Nothing is said of a guide that enters nothing: that is another rule's finding. */
export function problems(plan: Plan): Report[] {
  const stated = statedIn(plan)
  return stated.given.length === 0 ? [] : concerns.flatMap((concern) => concern({ plan, stated }))
}
