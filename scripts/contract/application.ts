import { createVitest, type TestCase } from 'vitest/node'
import type { ApplicationMode } from '../../src/applications/contract.ts'

/** A statement of an application's contract that does not hold. */
export interface Broken {
  statement: string
  /** What differs, both answers in it. */
  message: string
}

export interface ContractRun {
  statements: number
  broken: Broken[]
  /** Why there was no run at all; null where there was one. */
  failure: string | null
}

/**
 * Runs the contract of an application, `src/applications/<application>/contract.test.ts` or the files of a folder
 * `contract`: what the product does, put to the profile, and in the mode `real` to the application itself too. `setup`
 * are files that run before it.
 */
export async function runContract(
  root: string,
  file: string,
  mode: ApplicationMode,
  setup: string[] = [],
): Promise<ContractRun> {
  const tests: TestCase[] = []
  const before = process.exitCode
  const vitest = await createVitest('test', {
    ...{ root, config: false, watch: false, include: [file], setupFiles: setup, testTimeout: 30_000 },
    reporters: [{ onTestCaseResult: (test) => void tests.push(test) }],
    env: { TOUCHSTONE_APPLICATION_MODE: mode },
  })
  try {
    const { testModules, unhandledErrors } = await vitest.start()
    const reasons = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
    const failure = reasons.map((error) => (error as { message?: string }).message ?? String(error))
    return {
      statements: tests.length,
      broken: tests.flatMap((test) => {
        const { state, errors = [] } = test.result()
        return state === 'failed' ? [{ statement: test.fullName, message: errors.map(told).join('\n') }] : []
      }),
      failure: failure.length > 0 ? failure.join('\n') : null,
    }
  } finally {
    await vitest.close()
    // What the runner thinks of the exit code is not the command's.
    process.exitCode = before
  }
}

interface Told {
  message: string
  diff?: string
}

/** The runner's own diff has both answers, one below the other. */
function told({ message, diff }: Told): string {
  return diff ? `${message}\n${diff}` : message
}
