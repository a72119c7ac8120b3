/** One piece of a template: text that stays, or a claim with the filters that it goes through. */
type Piece = { text: string } | { path: string[]; filters: string[] }

/** The claims as they come from the provider. */
export type Claims = Readonly<Record<string, unknown>>

const filters: Readonly<Record<string, (text: string) => string>> = {
  // Cut at the last @ (synapse/util/templates.py).
  localpart_from_email: (text) => text.replace(/@[^@]*$/, ''),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
}

/**
 * The part of Jinja that guides use: `{{ user.claim }}`, `{{ user['claim'] }}`, and filters after a bar.
 * `malformed` is refused by Jinja itself; `unknown` is right for all we know, and more than we read.
 */
export function compile(template: string): Piece[] | 'malformed' | 'unknown' {
  const pieces: Piece[] = []
  let at = 0
  for (const match of template.matchAll(/\{\{(.*?)\}\}/gs)) {
    pieces.push({ text: template.slice(at, match.index) })
    const [path, ...used] = (match[1] ?? '').split('|').map((part) => part.trim())
    const claim = pathOf(path ?? '')
    if (claim === null) return 'unknown'
    if (used.some((name) => /^\w+$/.test(name) && !(name in filters))) return 'malformed'
    if (used.some((name) => !(name in filters))) return 'unknown'
    pieces.push({ path: claim, filters: used })
    at = match.index + match[0].length
  }
  const rest = template.slice(at)
  if (/\{\{|\}\}/.test(rest)) return 'malformed'
  if (/\{[%#]/.test(template)) return 'unknown'
  return [...pieces, { text: rest }]
}

/** The names after `user`; null for anything that is no plain member of it. */
function pathOf(expression: string): string[] | null {
  const match = /^user((?:\.\w+|\[(['"])\w+\2\])+)$/.exec(expression)
  return match ? [...match[1]!.matchAll(/\w+/g)].map(([name]) => name) : null
}

/** Top-level claims that a template reads. */
export function claimsIn(template: string): string[] {
  const pieces = compile(template)
  if (typeof pieces === 'string') return []
  return pieces.flatMap((piece) => ('path' in piece && piece.path[0] ? [piece.path[0]] : []))
}

/** White space around the result is cut off; what is missing is empty. Null for a template that we do not read. */
export function render(template: string, claims: Claims): string | null {
  const pieces = compile(template)
  if (typeof pieces === 'string') return null
  return pieces
    .map((piece) => {
      if ('text' in piece) return piece.text
      const value = piece.path.reduce<unknown>(
        (whole, name) => (whole as Record<string, unknown> | null | undefined)?.[name],
        claims,
      )
      const text = value === undefined || value === null ? '' : String(value)
      return piece.filters.reduce((result, name) => filters[name]!(result), text)
    })
    .join('')
    .trim()
}
