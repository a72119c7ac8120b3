import { expect, test } from 'vitest'
import { linesIn } from './written.ts'

/** A piece as the engine sends it. */
function piece(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

test('lines of both streams, also where a line comes in two pieces', () => {
  const written = Buffer.concat([
    piece(1, 'Listening on: http://0'),
    piece(1, '.0.0.0\r\n'),
    piece(2, 'Grüße\n'),
  ])
  expect(linesIn(written)).toEqual(['Listening on: http://0.0.0.0', 'Grüße'])
  expect(linesIn(Buffer.alloc(0))).toEqual([])
})
