import type { Include, Place } from '../../../src/plan/place.ts'
import type { Document } from '../parse/document.ts'

/** Where a node came from: its file, and the chain of elements that brought the file into the page. */
export interface Origin {
  document: Document
  includes: Include[]
}

/** A range of the parsed text of one document, as reached by one chain of includes. */
export interface Spot {
  origin: Origin
  start: number
  end: number
}

/** A run of characters with its spot. `outer` are the spots of the parameters that it was handed through, innermost first. */
export interface Piece extends Spot {
  text: string
  outer: Spot[]
}

/** Text composed of pieces of several files, each of whose characters can be found in its file. */
export interface Mapped {
  text: string
  pieces: Piece[]
}

export const empty: Mapped = { text: '', pieces: [] }

/** A text that stands as it is at the spot (`exact`), or that was made of what stands there. */
export function mapped(text: string, spot: Spot, outer: Spot[] = []): Mapped {
  return { text, pieces: text === '' ? [] : [{ ...spot, text, outer }] }
}

export function concat(parts: readonly Mapped[]): Mapped {
  const [only] = parts
  if (parts.length === 1 && only) return only
  return { text: parts.map((part) => part.text).join(''), pieces: parts.flatMap((part) => part.pieces) }
}

/** `[from, to)` of a text. A piece whose text differs from what stands in the file is never divided. */
export function slice(whole: Mapped, from: number, to: number): Mapped {
  const pieces: Piece[] = []
  let { index, at } = pieceAt(whole.pieces, from)
  for (; at < to && index < whole.pieces.length; index += 1) {
    const piece = whole.pieces[index]!
    const [start, end] = [Math.max(from, at), Math.min(to, at + piece.text.length)]
    if (start < end) {
      const exact = piece.end - piece.start === piece.text.length
      const text = piece.text.slice(start - at, end - at)
      pieces.push(
        exact
          ? { ...piece, text, start: piece.start + start - at, end: piece.start + end - at }
          : { ...piece, text },
      )
    }
    at += piece.text.length
  }
  return { text: whole.text.slice(from, to), pieces }
}

const manyPieces = 32
const startsOf = new WeakMap<readonly Piece[], number[]>()

/** The piece that an offset lies in, and where it begins. Found in steps where there are many: a line may hold thousands. */
function pieceAt(pieces: readonly Piece[], offset: number): { index: number; at: number } {
  if (pieces.length < manyPieces) return { index: 0, at: 0 }
  let starts = startsOf.get(pieces)
  if (!starts) {
    let at = 0
    starts = pieces.map(({ text }) => {
      at += text.length
      return at - text.length
    })
    startsOf.set(pieces, starts)
  }
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return { index: low, at: starts[low]! }
}

/** Without white space at its ends. */
export function trim(text: Mapped): Mapped {
  const start = text.text.length - text.text.trimStart().length
  return slice(text, start, Math.max(start, text.text.trimEnd().length))
}

/** The place of `[from, to)`; where it is empty, a point. */
export function placeOf(whole: Mapped, from = 0, to = whole.text.length): Place | null {
  if (from >= to) {
    const before = slice(whole, Math.max(0, from - 1), from).pieces.at(-1)
    const after = slice(whole, from, from + 1).pieces[0]
    if (before) return placeOfSpot({ ...before, start: before.end })
    return after ? placeOfSpot({ ...after, end: after.start }) : null
  }
  const pieces = slice(whole, from, to).pieces
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) return null
  if (pieces.length === 1) return placeOfSpot(first)
  const level = pieces.find((piece) => piece.outer.length === 0)
  const common = level?.origin ?? first.outer.at(-1)?.origin ?? first.origin
  const [a, b] = [lift(first, common), lift(last, common)]
  return placeOfSpot({ origin: a.origin, start: a.start, end: a.origin === b.origin ? b.end : a.end })
}

/** The piece's spot in this document: its own, or that of the parameter that brought it in. */
function lift(piece: Piece, origin: Origin): Spot {
  if (piece.origin === origin) return piece
  return piece.outer.find((spot) => spot.origin === origin) ?? piece
}

export function placeOfSpot({ origin: { document, includes }, start, end }: Spot): Place {
  const { source, edited } = document
  return {
    file: source.file,
    start: source.point(edited.toSource(start)),
    end: source.point(edited.toSource(end)),
    includes,
  }
}
