import type { MapEntry, Value } from '../../../src/plan/value.ts'
import type { MapWord } from '../../../src/plan/vocabulary.ts'
import type { Context } from '../extract/context.ts'
import { C, type Line, runAt } from '../text/line.ts'
import { placeOf } from '../text/mapped.ts'
import { alternatives } from '../vocabulary/fold.ts'
import { codeValue } from './value.ts'

const arrow = '(?:→|->|=>|➜|=|:|(?:is\\s+)?(?:mapped\\s+)?to(?:\\s+the\\s+local\\s+group)?)'

/** "Remote Group: `a`, Local Group: `b`", "`a` → `b`": one row of a map that is written as an item. */
export function rowIn(line: Line, context: Context): MapEntry | null {
  const match = new RegExp(`^\\s*(${C})\\s*${arrow}\\s*(${C})[\\s.,;]*$`, 'i').exec(line.shape)
  if (match) return entryOf(line, match[1], match[2], context)
  for (const map of context.own.vocabulary.maps) {
    const named = headed(map).exec(line.shape)
    if (named) return entryOf(line, named[1], named[2], context)
  }
  return null
}

const patterns = new WeakMap<MapWord, RegExp>()

function headed(map: MapWord): RegExp {
  const known = patterns.get(map)
  if (known) return known
  const side = (words: string[]) => `[\\s*_]*(?:${alternatives(words)})[\\s*_]*[:=]?\\s*(${C})`
  const made = new RegExp(`^${side(map.from)}\\s*(?:[,;]|→|->|=>|and)?${side(map.to)}[\\s.]*$`, 'i')
  patterns.set(map, made)
  return made
}

const mapped = new RegExp(
  `(${C})\\s+(?:is\\s+mapped\\s+)?(?:to|→|->|=>)\\s+(?:the\\s+(?:local\\s+)?(?:group|role)\\s+)?(${C})`,
  'gi',
)

/** "map `a` to `b` and `c` to `d`": the rows that a sentence states. */
export function rowsIn(line: Line, from: number, to: number, context: Context): MapEntry[] {
  return [...line.shape.slice(from, to).matchAll(mapped)].flatMap(
    (match) => entryOf(line, match[1], match[2], context) ?? [],
  )
}

export function mapOf(entries: readonly MapEntry[]): Value | null {
  const [first] = entries
  const last = entries.at(-1)
  if (!first || !last) return null
  const place = first.place.file === last.place.file ? { ...first.place, end: last.place.end } : first.place
  return { kind: 'map', entries: [...entries], place }
}

function entryOf(
  line: Line,
  left: string | undefined,
  right: string | undefined,
  context: Context,
): MapEntry | null {
  const [from, to] = [runAt(line, left), runAt(line, right)]
  const start = from && placeOf(from.text)
  const end = to && placeOf(to.text)
  if (!start || !end) return null
  const place = start.file === end.file ? { ...start, end: end.end } : start
  return {
    from: codeValue(from.text, context.both, start),
    to: codeValue(to.text, context.both, end),
    place,
  }
}
