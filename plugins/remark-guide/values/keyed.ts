import type { Place } from '../../../src/plan/place.ts'
import type { MapEntry, Value } from '../../../src/plan/value.ts'
import type { ConfigKey } from '../../../src/plan/vocabulary.ts'
import { type Mapped, placeOf, slice, trim } from '../text/mapped.ts'
import type { Words } from '../vocabulary/words.ts'
import { codeValue } from './value.ts'

/**
 * The value of a key as the key's own text form says: a list with a separator, or a map in which the separator's first
 * character parts the entries and its second one their two sides (`a:b,c:d`).
 */
export function keyedValue(
  text: Mapped,
  { type, separator }: Pick<ConfigKey, 'type' | 'separator'>,
  words: readonly Words[],
  fallback: Place,
): Value {
  const place = placeOf(text) ?? fallback
  const [between, inside = ':'] = separator ?? ''
  if (between === undefined || text.text === '') return codeValue(text, words, fallback)
  const parts = split(text, between)
  if (type !== 'map') {
    if (parts.length < 2) return codeValue(text, words, fallback)
    return { kind: 'list', items: parts.map((part) => codeValue(part, words, fallback)), place }
  }
  const entries = parts.map((part): MapEntry => {
    const at = part.text.indexOf(inside)
    const [from, to] =
      at === -1
        ? [part, slice(part, part.text.length, part.text.length)]
        : [slice(part, 0, at), slice(part, at + inside.length, part.text.length)]
    const own = placeOf(part) ?? fallback
    return { from: codeValue(trim(from), words, own), to: codeValue(trim(to), words, own), place: own }
  })
  return { kind: 'map', entries, place }
}

function split(text: Mapped, separator: string): Mapped[] {
  const parts: Mapped[] = []
  let at = 0
  for (const part of text.text.split(separator)) {
    const piece = trim(slice(text, at, at + part.length))
    if (piece.text !== '') parts.push(piece)
    at += part.length + separator.length
  }
  return parts
}
