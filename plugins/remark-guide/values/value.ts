import type { Place } from '../../../src/plan/place.ts'
import type { Value } from '../../../src/plan/value.ts'
import { type Mapped, placeOf, slice, trim } from '../text/mapped.ts'
import type { Words } from '../vocabulary/words.ts'
import { canonicalName, tokensIn } from './tokens.ts'

/** What stands in code: a literal, a template with tokens, or one token alone. `fallback` is the place of an empty text. */
export function codeValue(text: Mapped, words: readonly Words[], fallback: Place): Value {
  const place = placeOf(text) ?? fallback
  const tokens = tokensIn(text.text, words)
  const [only] = tokens
  if (!only) return { kind: 'literal', text: text.text, place }
  if (only.text === text.text) return { kind: 'reference', name: only.name, text: text.text, place }
  return { kind: 'template', text: text.text, tokens, place }
}

export function literal(text: Mapped, fallback: Place): Value {
  return { kind: 'literal', text: text.text, place: placeOf(text) ?? fallback }
}

/** A literal that says another word than the one that stands there: `On` for "Enable". */
export function saying(word: string, text: Mapped, fallback: Place): Value {
  return { kind: 'literal', text: word, place: placeOf(text) ?? fallback }
}

const source =
  /\b(?:from|copied|noted|note of|obtained|generated|above|earlier|of the (?:client|provider|application)|that you|you (?:have )?(?:copied|noted|created)|previous(?:ly)?|given by|shown (?:by|in))\b/i

/**
 * "the Client ID from authentik": a phrase that names something handed out, and says that it comes from elsewhere or
 * says nothing else at all. Null for other prose.
 */
export function referenceIn(text: Mapped, words: readonly Words[], fallback: Place): Value | null {
  const plain = text.text.replaceAll('\n', ' ')
  for (const one of words) {
    const found = captureWordIn(plain, one)
    if (!found) continue
    const rest = `${plain.slice(0, found.start)} ${plain.slice(found.end)}`.replace(/\s+/g, ' ')
    const bareWord =
      /^[\s.]*(?:(?:(?:enter|use|paste|copy|set|to|as)\s+)?(?:the|your|its|this|same)?)?[\s.]*(?:values?)?[\s.]*$/i.test(
        rest,
      )
    if (!bareWord && !source.test(rest)) continue
    const phrase = trim(slice(text, 0, text.text.length))
    return { kind: 'reference', name: found.name, text: phrase.text, place: placeOf(phrase) ?? fallback }
  }
  return null
}

export function captureWordIn(
  text: string,
  words: Words,
): { name: string; start: number; end: number } | null {
  const lower = text.toLowerCase()
  let best: { name: string; start: number; end: number } | null = null
  for (const word of words.captureWords()) {
    const start = lower.indexOf(word.toLowerCase())
    if (start === -1 || /\w/.test(lower[start - 1] ?? ' ') || /\w/.test(lower[start + word.length] ?? ' '))
      continue
    const better =
      best === null || start < best.start || (start === best.start && word.length > best.end - best.start)
    const name = words.capture(word) ?? canonicalName(word, [words])
    if (better) best = { name, start, end: start + word.length }
  }
  return best
}
