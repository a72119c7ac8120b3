import { failureOf } from './failure.ts'

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
  #pending: Promise<T> | undefined
  #reported = false
  /** What was made, for those who only want to end it. */
  made: T | undefined

  /** `what` says what is missing when it fails: "Keycloak was not set up". */
  constructor(what: string, make: () => Promise<T>) {
    this.#what = what
    this.#make = make
  }

  async value(): Promise<T> {
    this.#pending ??= this.#make()
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
}
