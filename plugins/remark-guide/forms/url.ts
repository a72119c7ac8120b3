import type { Reading } from '../extract/context.ts'
import { runAt } from '../text/line.ts'
import { mapped, placeOf, slice } from '../text/mapped.ts'
import { codeValue } from '../values/value.ts'

const address = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+[^\s]*$/i
const inText = /https?:\/\/[^\s<>"'`),\ue000-\uf7ff]*[^\s<>"'`),.;:\ue000-\uf7ff]/gi

/**
 * Addresses that belong to no setting: in code, and in links and prose where the host is one that the guide declares;
 * `all` of them in a fence.
 */
export function readUrls(reading: Reading, from: number, to: number, all = false) {
  const { line, context } = reading
  for (let i = from; i < to; i += 1) {
    const run = runAt(line, line.shape[i])
    if (!run || reading.used.has(run)) continue
    if (run.kind === 'code' && address.test(run.text.text)) {
      reading.add(
        i,
        { kind: 'url', place: reading.place, value: codeValue(run.text, context.both, reading.place) },
        run,
      )
    } else if (run.kind === 'link' && declared(reading, run.url ?? '')) {
      const whole =
        run.text.text === run.url
          ? run.text
          : { text: run.url ?? '', pieces: mapped(run.url ?? '', spotOf(run)).pieces }
      reading.add(
        i,
        { kind: 'url', place: reading.place, value: codeValue(whole, context.both, reading.place) },
        run,
      )
    }
  }
  for (const match of line.shape.slice(from, to).matchAll(inText)) {
    if (!all && !declared(reading, match[0])) continue
    const start = from + match.index
    const text = slice(line.text, start, start + match[0].length)
    if (reading.hasValueAt(placeOf(text))) continue
    reading.add(start, {
      kind: 'url',
      place: reading.place,
      value: codeValue(text, context.both, reading.place),
    })
  }
}

function declared({ context }: Reading, url: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/?#:]+)/i.exec(url)?.[1]
  if (host === undefined) return false
  return context.hosts.has(host) || host.endsWith('.company')
}

/** The address of a link stands behind its text. */
function spotOf(run: Parameters<Reading['add']>[2] & object) {
  const piece = run.text.pieces.at(-1)
  const origin = piece?.origin
  const start = run.node.position?.start.offset ?? 0
  const end = run.node.position?.end.offset ?? start
  if (!piece || !origin) throw new Error('A link without text has no address to point at')
  const raw = origin.document.edited.text.slice(start, end)
  const at = raw.lastIndexOf(run.url ?? '')
  return at === -1
    ? { origin, start, end }
    : { origin, start: start + at, end: start + at + (run.url ?? '').length }
}
