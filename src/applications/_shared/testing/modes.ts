import { beforeEach, describe } from 'vitest'
import type { ApplicationMode } from '../../contract.ts'

/**
 * What a contract suite is asked of: the profile at each run, and with TOUCHSTONE_APPLICATION_MODE=real the application
 * itself as well, in a container for each installation. Where no engine answers, nobody can be asked: the suite fails with
 * that reason before its first test, instead of passing or hanging. A missing image fails each of its tests, by name.
 */
const real = process.env.TOUCHSTONE_APPLICATION_MODE === 'real'
if (real) await (await import('../../../containers/engine.ts')).connectEngine()

export const modes: ApplicationMode[] = real ? ['profile', 'real'] : ['profile']

/** Milliseconds for a test that may start containers. */
export const patience = 150_000

/** The same tests for each mode, in a world of that mode. */
export function inEachMode(world: { mode: ApplicationMode }, title: string, tests: () => void): void {
  describe.each(modes)(`${title}, %s`, { timeout: patience }, (mode) => {
    beforeEach(() => {
      world.mode = mode
    })
    tests()
  })
}
