import { expect, test } from 'vitest'
import { decodeText, encode } from './protobuf.ts'

test('fields are written with number, length and bytes, as the encoding has them', () => {
  // From the documentation of the encoding: field 2 with "testing".
  expect(encode({ 2: 'testing' }).toString('hex')).toBe('120774657374696e67')
  expect(encode({ 1: encode({ 1: 'a' }), 3: new Uint8Array([255]) }).toString('hex')).toBe('0a030a01611a01ff')
})

test('a text is found behind others, however long they are', () => {
  const long = 'x'.repeat(70_000)
  const message = encode({ 1: long, 2: 'second', 20: 'twentieth' })
  expect(decodeText(message, 1)).toBe(long)
  expect(decodeText(message, 2)).toBe('second')
  expect(decodeText(message, 20)).toBe('twentieth')
  expect(decodeText(message, 3)).toBeNull()
  expect(decodeText(new Uint8Array(), 1)).toBeNull()
})
