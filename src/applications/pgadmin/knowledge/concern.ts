import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { ConfigLocal } from '../config-local.ts'
import type { Configuration } from '../configuration.ts'

/** One concern: what pgAdmin would refuse, ignore, or does by default to the reader's surprise. */
export type Concern = (about: { plan: Plan; file: ConfigLocal; configuration: Configuration }) => Report[]
