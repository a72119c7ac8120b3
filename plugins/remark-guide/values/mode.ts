const mode = /^(?:strict|regex|exact|wildcard|authorization|post[- ]?logout)$/i

/** A word beside a redirect URI that says how it is compared or what it is for (`Strict`, `Post Logout`); null for others. */
export function modeOf(text: string): string | null {
  const word = text.replace(/[:*\s]+$/, '')
  return mode.test(word) ? word : null
}
