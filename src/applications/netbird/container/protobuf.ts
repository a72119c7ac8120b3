/** Fields by number; texts and bytes, which is all that the messages here hold. */
export type Fields = Readonly<Record<number, string | Uint8Array>>

/** Wire type of what has a length (protobuf encoding, "Message Structure"). */
const withLength = 2

export function encode(fields: Fields): Buffer {
  return Buffer.concat(
    Object.entries(fields).flatMap(([number, value]) => {
      const bytes = Buffer.from(value as Uint8Array)
      return [varint(Number(number) * 8 + withLength), varint(bytes.length), bytes]
    }),
  )
}

/** The text of a field whose predecessors have a length; null where there is none. */
export function decodeText(message: Uint8Array, wanted: number): string | null {
  for (let at = 0; at < message.length; ) {
    const [tag, start] = readVarint(message, at)
    if (tag % 8 !== withLength) return null
    const [length, first] = readVarint(message, start)
    at = first + length
    if (Math.floor(tag / 8) === wanted) return Buffer.from(message.subarray(first, at)).toString('utf8')
  }
  return null
}

function varint(value: number): Buffer {
  const bytes = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}

function readVarint(bytes: Uint8Array, from: number): [value: number, next: number] {
  let [value, at] = [0, from]
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++] ?? 0
    value += (byte % 128) * scale
    if (byte < 128) return [value, at]
  }
}
