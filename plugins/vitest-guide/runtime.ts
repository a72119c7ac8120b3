import { resolve } from 'node:path'
import { afterAll, type TestContext } from 'vitest'
import { formatPlace, type Place } from '../../src/plan/place.ts'
import { createInstances } from '../../src/verify/instances.ts'
import { openProducts } from '../../src/verify/products.ts'
import type { StepResult } from '../../src/verify/step.ts'
import { subjectOf } from '../../src/verify/subject.ts'
import type { Header } from '../../src/verify/verdict.ts'
import { Verification } from '../../src/verify/verification.ts'
import type { Prepared } from './prepare.ts'
import { type Stashed, unstash } from './stash.ts'

/** Guides may lie outside the project, where no `vitest` is found: they import it from here. */
export { describe, test } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** What a guide's step found, for reporters. */
    touchstone?: {
      result: StepResult
      /** At the last step only. */
      guide?: { header: Header; sources: string[]; steps: number }
    }
  }
}

/** What the plugin hands to the suites, as plain data. */
export interface RuntimeOptions {
  root: string
  stashed: Stashed
  folders: { providers: string; applications: string }
  stepLimit?: number
}

/** Provider instances are shared by the guides that run in this worker. */
const instances = createInstances()
const known = new Map<string, ReturnType<typeof openProducts>>()

/** Called by the code that `suite.ts` writes. */
export function openGuide(options: RuntimeOptions) {
  let opened: { guide: Prepared; verification: Promise<Verification> | undefined } | undefined
  const open = () => {
    opened ??= { guide: unstash(options.stashed), verification: undefined }
    return opened
  }
  return {
    begin() {
      afterAll(async () => {
        await (await opened?.verification)?.close()
        opened = undefined
      })
    },
    async run(context: TestContext, index: number) {
      const one = open()
      const { header, steps, plan, failure } = one.guide
      const step = steps[index]
      if (step) one.verification ??= start(one.guide, options)
      const result = step ? await (await one.verification)?.run(step) : failure
      if (!result) throw new Error(`${header.guide} has no step ${index}`)
      context.task.meta.touchstone = { result }
      if (index >= steps.length - 1) {
        const sources = plan?.sources ?? [header.file]
        const whole = { ...header, ...(await one.verification)?.ran() }
        context.task.meta.touchstone.guide = { header: whole, sources, steps: Math.max(steps.length, 1) }
      }
      if (result.outcome === 'skipped') context.skip(result.message)
      if (result.outcome === 'failed') throw asError(result, header.guide, options.root)
    },
  }
}

async function start({ plan, header }: Prepared, options: RuntimeOptions): Promise<Verification> {
  const { folders, stepLimit } = options
  if (!plan) throw new Error(`${header.guide} has no plan`)
  const key = `${folders.providers} ${folders.applications}`
  const { providers, applications } = folders
  const products =
    known.get(key) ?? openProducts({ providers: new URL(providers), applications: new URL(applications) })
  known.set(key, products)
  const [provider, application] = await Promise.all([
    products.provider(header.provider),
    products.application(header.application),
  ])
  return new Verification(plan, subjectOf(provider, application, header), { instances, stepLimit })
}

/** The failure as Vitest shows it: the stack is the sentence in the guide, so the code frame is the guide's. */
function asError(result: StepResult, guide: string, root: string): Error {
  const message = [result.message, ...notes(result)].join('\n')
  const error = Object.assign(new Error(message), {
    ...(result.expected !== null &&
      result.actual !== null && { expected: result.expected, actual: result.actual }),
  })
  error.name = result.blame === 'infrastructure' ? 'Infrastructure' : 'Drift'
  const { file, start } = result.place
  error.stack = `${error.name}: ${message}\n    at ${guide} (${resolve(root, file)}:${start.line}:${start.column})`
  return error
}

function notes({ blame, place, related, expected, actual }: StepResult): string[] {
  const where = (at: Place) => formatPlace(at)
  return [
    `blame: ${blame}`,
    ...(expected !== null && actual === null ? [`expected: ${expected}`] : []),
    ...(actual !== null && expected === null ? [`actual: ${actual}`] : []),
    ...place.includes.map((include) => `included by ${formatPlace(include)}`),
    ...related.map((other) => `see also ${where(other)}`),
  ]
}
