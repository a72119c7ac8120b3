import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Homeserver } from '../homeserver.ts'

/** One concern: what Synapse would refuse, ignore, or does by default to the reader's surprise. */
export type Concern = (about: { plan: Plan; file: Homeserver }) => Report[]
