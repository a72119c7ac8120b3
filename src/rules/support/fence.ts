import type { Place } from '../../plan/place.ts'

/** The opening line of a fence: its label and destination stand there. The end of the line is not known here, so the range is its first three characters. */
export function anchorFence(place: Place): Place {
  const { start } = place
  return { ...place, end: { line: start.line, column: start.column + 3, offset: start.offset + 3 } }
}
