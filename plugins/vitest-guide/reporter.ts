import type { Reporter, TestModule } from 'vitest/node'
import { failureOf } from '../../src/verify/failure.ts'
import type { StepResult } from '../../src/verify/step.ts'
import { type Verdict, verdictOf } from '../../src/verify/verdict.ts'

export interface Carried {
  verdict: Verdict
  /** Files that the plan was read from, relative to the project's root. */
  sources: string[]
}

export interface VerdictHandlers {
  /** A guide was carried out to its end. */
  onVerdict(carried: Carried): void | Promise<void>
  /** A guide's suite was not collected, or not carried out to its end: a fault of our own or of the machine. */
  onBroken?(file: string, reason: string): void
}

/** Adds the steps of each guide up to its verdict. A guide of which only some steps were chosen (`-t`) has none. */
export function verdictReporter({ onVerdict, onBroken }: VerdictHandlers): Reporter {
  return {
    async onTestModuleEnd(module: TestModule) {
      const tests = [...module.children.allTests()]
      const seen = tests.flatMap((test) => test.meta().touchstone ?? [])
      const guide = seen.at(-1)?.guide
      if (!guide || seen.length < guide.steps) {
        // Steps that nobody chose say nothing; a suite that was not collected, or a step that Vitest gave up, says why.
        const silent = tests.filter((test) => !test.meta().touchstone)
        const errors = [...module.errors(), ...silent.flatMap((test) => test.result().errors ?? [])]
        if (errors.length > 0)
          onBroken?.(module.moduleId, errors.map(({ stack, message }) => stack ?? message).join('\n'))
        return
      }
      const steps: StepResult[] = seen.map(({ result }) => result)
      try {
        await onVerdict({ verdict: verdictOf(guide.header, steps), sources: guide.sources })
      } catch (error) {
        onBroken?.(module.moduleId, failureOf(error).message)
      }
    },
  }
}
