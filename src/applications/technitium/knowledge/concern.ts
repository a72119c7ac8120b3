import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Stated } from './settings.ts'

/** One concern: what the server would refuse, discard, ignore, or does by default to the reader's surprise. */
export type Concern = (about: { plan: Plan; stated: Stated; version: string }) => Report[]
