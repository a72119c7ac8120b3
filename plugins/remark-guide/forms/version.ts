import type { Side } from '../../../src/plan/plan.ts'
import type { Reading } from '../extract/context.ts'
import { readable } from '../text/line.ts'
import { placeOf, slice } from '../text/mapped.ts'

const number = 'v?(\\d+(?:\\.\\d+){0,3}(?:-[a-z][\\w.]*)?)(?![\\w/])'
const later = '(?:\\s*\\+|\\s*(?:\\(?\\s*(?:or|and)\\s+(?:later|newer|higher|above|up)))'
const tested = /\b(?:tested|written for|based on|verified|these versions|following versions)\b/i
/** A writer's own installation, wherever in the text it is told of. */
const own = /\b(?:I|we) (?:use|run|have|am running|are running|tested)\b/
const needs = /\b(?:needs?|requires?|at least|minimum)\b/i

/**
 * "Needs X 15.1 or later", "tested with X 1.2.3", and items "**X**: 1.2.3". An exact version in an item or in a
 * sentence about tests is what was tried; with "or later" it is the least that works.
 */
export function readVersions(reading: Reading, from: number, to: number, isItem: boolean) {
  const { line, context } = reading
  const text = readable(line, from, to)
  const plain = text.text.replaceAll('\n', ' ')
  if (!/\d/.test(plain)) return
  const early = context.role === 'introduction' || context.role === 'placeholders'
  for (const side of ['application', 'provider'] satisfies Side[]) {
    const name = context.words[side].namePattern.source
    const near = new RegExp(
      `(?:${name})\\**\\s*(?:[:(\\u2013-]\\s*)?(?:version|release)?\\s*(?:(?:must|has to|should|needs to) be\\s+)?(at least\\s+|>=\\s*)?\\(?(${number}${later}?)`,
      'gi',
    )
    const far = new RegExp(`(?:${name})[^.]{0,80}?\\bsince\\s+(?:version\\s+|release\\s+)?(${number})`, 'gi')
    const found = [...plain.matchAll(near)]
    const matches = found.length > 0 ? found : [...plain.matchAll(far)]
    for (const match of matches) {
      // "at least" stands before the number, "or later" behind it.
      const [least, words = '', version = ''] =
        found.length > 0 ? match.slice(1, 4) : [undefined, match[1], match[2]]
      const minimum =
        least !== undefined ||
        new RegExp(later, 'i').test(words) ||
        (found.length === 0 && /\bsince\b/i.test(match[0]))
      const exact =
        !minimum && ((early && (isItem || tested.test(plain) || needs.test(plain))) || own.test(plain))
      if (!minimum && !exact) continue
      const start = match.index + match[0].length - words.length
      const stated = slice(text, start, start + words.length)
      const isLeast = minimum || (needs.test(plain) && !tested.test(plain) && !isItem)
      reading.add(from + Math.min(start, to - from - 1), {
        kind: 'version',
        place: placeOf(stated) ?? reading.place,
        subject: side,
        range: `${isLeast ? '>=' : ''}${complete(version)}`,
        claim: isLeast ? 'minimum' : 'tested',
        text: stated.text,
      })
    }
  }
}

const unnamed = new RegExp(
  `\\b(?:needs?|requires?|at least|minimum(?:\\s+version)?:?)\\s+(?:version\\s+|release\\s+)?(${number}${later})`,
  'i',
)

/** "Needs 15.1 or later" in the section of a product speaks of that product. */
export function readUnnamedVersion(reading: Reading, from: number, to: number) {
  const { line, context } = reading
  if (context.role !== 'provider' && context.role !== 'application') return
  const text = readable(line, from, to)
  const match = unnamed.exec(text.text.replaceAll('\n', ' '))
  const words = match?.[1] ?? ''
  if (!match) return
  const start = match.index + match[0].length - words.length
  const stated = slice(text, start, start + words.length)
  reading.add(from + start, {
    kind: 'version',
    place: placeOf(stated) ?? reading.place,
    subject: context.side,
    range: `>=${complete(match[2] ?? '')}`,
    claim: 'minimum',
    text: stated.text,
  })
}

const bareVersion = new RegExp(`^\\s*(${number}${later}?)[\\s.]*$`, 'i')

/** "Authelia" with "v4.39.4" as an item below it; `subject` is the product that the outer item names. */
export function readVersionOf(reading: Reading, subject: Side) {
  const text = readable(reading.line)
  const match = bareVersion.exec(text.text.replaceAll('\n', ' '))
  const words = match?.[1] ?? ''
  if (!match) return
  const least = new RegExp(later, 'i').test(words)
  const start = match[0].indexOf(words)
  const stated = slice(text, start, start + words.length)
  reading.add(0, {
    kind: 'version',
    place: placeOf(stated) ?? reading.place,
    subject,
    range: `${least ? '>=' : ''}${complete(match[2] ?? '')}`,
    claim: least ? 'minimum' : 'tested',
    text: stated.text,
  })
}

/** As semver reads it: three parts, and what stands behind a hyphen. */
function complete(version: string): string {
  const [numbers = '', ...rest] = version.split('-')
  const parts = numbers
    .split('.')
    .slice(0, 3)
    .map((part) => String(Number(part)))
  while (parts.length < 3) parts.push('0')
  return [parts.join('.'), ...rest].join('-')
}
