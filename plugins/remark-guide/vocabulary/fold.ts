const optional = /\s*[([](?:optional|required)[)\]]/i

/** A label without what guides set beside it: `Client ID (optional)`, `Name:`, `Issuer *`. */
export function bare(text: string): string {
  return text
    .replace(optional, '')
    .replace(/[\s*:]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The spelling under which labels, names and words are looked up. */
export function fold(text: string): string {
  return bare(text).toLowerCase()
}

/** Whether a text says that what it stands beside may be left out. */
export function isOptional(text: string): boolean {
  return optional.test(text) && !/\(required\)/i.test(text)
}

export function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Alternatives of a pattern, the longest first, white space as any white space. */
export function alternatives(words: Iterable<string>): string {
  return [...new Set(words)]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => escapeForPattern(word).replace(/\s+/g, '\\s+'))
    .join('|')
}
