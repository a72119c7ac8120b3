import type { RegisteredRedirect } from '../../plan/knowledge.ts'

/**
 * Strict entries match the exact text: case of the host, default port and trailing slash count.
 * Regex entries must match all of it, as Python's `re.fullmatch`.
 * Source: providers/oauth2/views/authorize.py, 2026.5; recorded run.
 */
export function redirectMatches(registered: Pick<RegisteredRedirect, 'mode' | 'uri'>, sent: string): boolean {
  if (/^(javascript|data|vbscript):/i.test(sent)) return false
  if (registered.mode === 'exact') return registered.uri === sent
  const pattern = compile(registered.uri)
  return pattern?.test(sent) ?? false
}

/** The pattern as JavaScript reads it; null for one that does not compile, which authentik refuses to save. */
export function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${translate(pattern)})$`, 'su')
  } catch {
    return null
  }
}

/** Python's spellings of what JavaScript has too; JavaScript's strict mode refuses needless escapes that Python takes. */
function translate(pattern: string): string {
  return pattern
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$')
    .replace(/\\([^a-zA-Z0-9\s])/g, (whole, character: string) =>
      '^$\\.*+?()[]{}|/-'.includes(character) ? unhyphen(whole) : character,
    )
}

function unhyphen(escaped: string): string {
  return escaped === '\\-' ? '\\x2d' : escaped
}
