import { failureOf } from './failure.ts'
import { withinLimit } from './time-limit.ts'

/** A step that was not carried out, and why. */
export class Skip extends Error {
  override readonly name = 'Skip'
}

/**
 * Something that several steps need, made once. When it fails, the first step that meets the failure reports it and
 * the others are skipped with the reason: one mistake is one red step, whichever steps were chosen to run.
 */
export class Phase<T> {
  readonly #what: string
  readonly #make: () => Promise<T>
  readonly #limit: number | undefined
  #pending: Promise<T> | undefined
  #reported = false
  /** What was made, for those who only want to end it. */
  made: T | undefined

  /**
   * `what` says what is missing when it fails: "Keycloak was not set up". What takes longer than `limit` milliseconds
   * has failed for good: those who come later do not wait for it once more.
   */
  constructor(what: string, make: () => Promise<T>, limit?: number) {
    this.#what = what
    this.#make = make
    this.#limit = limit
  }

  async value(): Promise<T> {
    this.#pending ??= this.#begin()
    try {
      this.made = await this.#pending
      return this.made
    } catch (error) {
      if (error instanceof Skip) throw error
      if (!this.#reported) {
        this.#reported = true
        throw error
      }
      const [reason] = failureOf(error).message.split('\n')
      throw new Skip(`${this.#what}: ${reason}`)
    }
  }

  #begin(): Promise<T> {
    return this.#limit === undefined ? this.#make() : withinLimit(this.#limit, 'it', this.#make())
  }
}
