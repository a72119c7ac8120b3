import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Concern } from './concern.ts'
import { activation } from './problems/activation.ts'
import { addresses } from './problems/addresses.ts'
import { alternatives } from './problems/alternatives.ts'
import { groupMap } from './problems/group-map.ts'
import { scopes } from './problems/scopes.ts'
import { signUp } from './problems/sign-up.ts'
import { alternativesIn, statedIn } from './settings.ts'

/** What each whole configuration must get right by itself. */
const each: Concern[] = [activation, scopes, signUp, groupMap]
const all: Concern[] = [addresses, alternatives]

/** Nothing is said of a guide that enters nothing: that is another rule's finding. */
export function problems(plan: Plan, version: string): Report[] {
  const stated = statedIn(plan)
  if (stated.given.length === 0) return []
  const several = alternativesIn(stated)
  const wholes = several.length > 0 ? several : [stated]
  return [
    ...wholes.flatMap((one) => each.flatMap((concern) => concern({ plan, stated: one, version }))),
    ...all.flatMap((concern) => concern({ plan, stated, version })),
  ]
}
