import type { Plan } from '../plan/plan.ts'
import type { Instances } from './instances.ts'
import { type Checked, planSteps } from './plan-steps.ts'
import type { Subject } from './subject.ts'
import { headerOf, type Verdict, verdictOf } from './verdict.ts'
import { Verification } from './verification.ts'

export interface RunOptions {
  subject: Subject
  instances: Instances
  checked: Checked
  planHash: string
  /** Milliseconds for one step. */
  stepLimit?: number
}

/** Verifies one plan in this process: what the suite of the guide does, without a test runner around it. */
export async function runVerification(plan: Plan, options: RunOptions): Promise<Verdict> {
  const steps = await planSteps(plan, options.subject, options.checked)
  const verification = new Verification(plan, options.subject, options)
  const results = []
  try {
    for (const step of steps) results.push(await verification.run(step))
  } finally {
    await verification.close()
  }
  return verdictOf({ ...headerOf(plan, options.planHash, options.subject), ...verification.ran() }, results)
}
