/** The texts on a product's screens, in one version. */
export interface Catalogue {
  /** The version that shows them, in full: `26.7.0`. */
  version: string
  /** Null where nobody looked: a catalogue that is shipped holds only what somebody asked for. */
  shows(text: string): boolean | null
  /** Everything it is known to show. */
  texts(): Iterable<string>
}

/** What was looked up in a running product and is shipped, so that a run without the product can be held to it. */
export interface LookedUp {
  version: string
  shown: readonly string[]
  absent: readonly string[]
}

export function shippedCatalogue({ version, shown, absent }: LookedUp): Catalogue {
  const [there, not] = [new Set(shown), new Set(absent)]
  return {
    version,
    shows: (text) => (there.has(text) ? true : not.has(text) ? false : null),
    texts: () => there,
  }
}
