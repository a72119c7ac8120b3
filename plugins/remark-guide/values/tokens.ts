import type { Token } from '../../../src/plan/value.ts'
import type { Words } from '../vocabulary/words.ts'

/** `<client_id>`, `{client_id}` and `YOUR_DOMAIN`; not `</tag>`, `<!--`, a comparison, `${variable}` or JSON. */
const token =
  /<(?![/!\s])([^<>\n]{1,60})>|(?<![$\w{%])\{([a-z][a-z0-9_ .-]{0,50})\}(?!\})|\bYOUR[_-][A-Z0-9][A-Z0-9_-]*/gi

export function tokensIn(text: string, words: readonly Words[]): Token[] {
  if (!/[<{]|YOUR/.test(text)) return []
  return [...text.matchAll(token)].flatMap((match) => {
    const inner = match[1] ?? match[2] ?? match[0]
    // In small letters `your-domain` may be a name like any other.
    if (/^your/.test(match[0])) return []
    return /[a-z]/i.test(inner) ? [{ text: match[0], name: canonicalName(inner, words) }] : []
  })
}

const usual: Array<[name: string, pattern: RegExp]> = [
  ['client_id', /^(?:(?:oauth2?|oidc|openid) )?client ?id$/],
  ['client_secret', /^(?:(?:oauth2?|oidc|openid) )?(?:client )?secret(?: key)?$/],
  ['application_slug', /^(?:(?:application|app|provider) )?slug(?: name)?$/],
]

/** `Client ID from authentik`, `your-client-id` and `client_id` are one name: `client_id`. */
export function canonicalName(text: string, words: readonly Words[]): string {
  const plain = text
    .toLowerCase()
    .replace(/[<>{}]/g, '')
    .replace(/[\s_-]+/g, ' ')
    .replace(/^(?:(?:your|the|my|an?) )+/, '')
    .replace(/ (?:from|of the|of your|copied|noted|generated|obtained|in|for|above|value)(?: .*)?$/, '')
    .trim()
  for (const one of words) {
    const known = one.capture(plain) ?? one.capture(plain.replaceAll(' ', '_'))
    if (known) return known
  }
  const found = usual.find(([, pattern]) => pattern.test(plain))
  return found?.[0] ?? plain.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '')
}
