import type { Reading } from '../extract/context.ts'
import { C, runAt } from '../text/line.ts'
import { placeOf } from '../text/mapped.ts'

const leading = new RegExp(`^\\s*(?:["'“]\\s*)?(${C})`)

/** The exact message that a line of the troubleshooting begins with; `anywhere` for the first cell of a table. */
export function readMessage(reading: Reading, anywhere = false): boolean {
  const { line } = reading
  const bold = /^\s*([\ue000-\ue7ff])/.exec(line.shape)
  const run =
    runAt(line, leading.exec(line.shape)?.[1]) ??
    (anywhere ? line.runs.find((one) => one.kind === 'code') : undefined)
  const found = run ?? (anywhere ? runAt(line, bold?.[1]) : undefined)
  if (!found || found.text.text.trim() === '') return false
  const place = placeOf(found.text) ?? reading.place
  reading.add(0, { kind: 'message', place, text: found.text.text }, found)
  return true
}
