/**
 * Where a fact stands in the text that the reader reads.
 *
 * Positions are those of unist: `line` and `column` are one-based, `offset` is zero-based.
 * `file` is the path of the source file, relative to the project's root, with forward slashes.
 */
export interface Point {
  line: number
  column: number
  offset: number
}

/** One step of an include chain: the JSX element in `file` that brought the partial in. */
export interface Include {
  file: string
  start: Point
  end: Point
}

/**
 * A range in the guide or in a partial.
 * `includes` lists how the page reaches the file, outermost page first; empty for text of the page itself.
 */
export interface Place {
  file: string
  start: Point
  end: Point
  includes: Include[]
}

/** `file:line:column`, as compilers and editors write it. */
export function formatPlace(place: Pick<Place, 'file' | 'start'>): string {
  return `${place.file}:${place.start.line}:${place.start.column}`
}

/** The page that the reader has open: the outermost include, or the file itself. */
export function pageOf(place: Place): string {
  return place.includes[0]?.file ?? place.file
}
