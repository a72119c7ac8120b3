import type { Place } from '../../plan/place.ts'
import type { ConfigLocal } from './config-local.ts'

/** The value of the guide on a line of a block that Python complains about; the first block is 0, the first line 1. */
export function placeOnLine(file: ConfigLocal, index: number, line: number): Place | null {
  const block = file.blocks[index]
  if (!block) return file.place
  if (block.fault) return block.fault.place
  // The text begins below the fence.
  const wanted = block.place.start.line + line
  return block.entries.find(({ keyPlace }) => keyPlace.start.line === wanted)?.value.place ?? block.place
}
