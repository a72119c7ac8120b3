import type { Application } from '../../src/applications/contract.ts'
import type { Place } from '../../src/plan/place.ts'
import type { Plan } from '../../src/plan/plan.ts'
import type { Rule } from '../../src/plan/rule.ts'
import type { Provider } from '../../src/providers/contract.ts'
import { checkPlan } from '../../src/verify/check.ts'
import { failureOf } from '../../src/verify/failure.ts'
import { planSteps } from '../../src/verify/plan-steps.ts'
import type { Products } from '../../src/verify/products.ts'
import { type Step, type StepResult, untried } from '../../src/verify/step.ts'
import { type SubjectOptions, subjectOf } from '../../src/verify/subject.ts'
import { type Header, headerOf } from '../../src/verify/verdict.ts'
import { pairOf } from './guides.ts'

/** Reads the plan of a guide; `file` is relative to the project's root. Throws a `VFileMessage` for text that is no guide. */
export type ReadPlan = (
  file: string,
  provider: Provider,
  application: Application,
) => Promise<{ plan: Plan; planHash: string }>

export interface PrepareOptions extends SubjectOptions {
  read: ReadPlan
  products: Products
  rules: readonly Rule[]
}

/** A guide on its way into a suite. Plain data: it travels to the workers inside the suite's code. */
export type Prepared =
  | { header: Header; plan: Plan; steps: Step[]; failure: null }
  /** The guide cannot be tried at all; the reason is its only step. */
  | { header: Header; plan: null; steps: []; failure: StepResult }

export async function prepare(file: string, options: PrepareOptions): Promise<Prepared> {
  const { guide, application: applicationId, provider: providerId } = pairOf(file)
  try {
    const [provider, application] = await Promise.all([
      options.products.provider(providerId),
      options.products.application(applicationId),
    ])
    const subject = subjectOf(provider, application, options)
    const { plan, planHash } = await options.read(file, provider, application)
    const others = options.products.others({ provider: providerId, application: applicationId })
    const steps = await planSteps(plan, subject, checkPlan(plan, subject, options.rules, others))
    return { header: headerOf(plan, planHash, subject), plan, steps, failure: null }
  } catch (error) {
    const header: Header = {
      ...{ guide, file, application: applicationId, provider: providerId },
      ...{
        tier: options.tier ?? 'embedded',
        applicationMode: options.applicationMode ?? 'profile',
        planHash: '',
      },
      providerVersion: options.providerVersion ?? 'unknown',
      applicationVersion: options.applicationVersion ?? 'unknown',
    }
    return { header, plan: null, steps: [], failure: unreadable(file, error) }
  }
}

/** A message with a position in the text is the guide's fault; everything else kept us from trying. */
function unreadable(file: string, error: unknown): StepResult {
  const spot = spotOf(error)
  const point = { line: 1, column: 1, offset: 0, ...spot }
  const place: Place = { file, start: point, end: point, includes: [] }
  const { blame, message } = failureOf(error)
  return {
    ...untried({ id: 'plan', kind: 'finding', title: 'the guide can be tried', place }),
    outcome: 'failed',
    blame: spot ? 'guide' : blame,
    message: spot ? String((error as { reason?: unknown }).reason) : message,
  }
}

/** Where a `VFileMessage` points to. */
function spotOf(error: unknown): { line: number; column: number } | null {
  if (!(error instanceof Error) || !('reason' in error) || !('line' in error)) return null
  const { line, column } = error as { line?: unknown; column?: unknown }
  return typeof line === 'number' ? { line, column: typeof column === 'number' ? column : 1 } : null
}
