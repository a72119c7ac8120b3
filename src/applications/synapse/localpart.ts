/**
 * The part of a user ID before the colon that a name becomes: small letters, every other byte as `=` and two hexadecimal
 * digits. Source: Matrix specification, appendix "Mapping from other character sets"; synapse/types, v1.163.2.
 */
export function localpartOf(name: string): string {
  const bytes = [...Buffer.from(name.toLowerCase(), 'utf8')]
  const mapped = bytes.map((byte) => {
    const character = String.fromCharCode(byte)
    return /[a-z0-9_.\-/+]/.test(character) ? character : `=${byte.toString(16).padStart(2, '0')}`
  })
  return mapped.join('').replace(/^_/, '=5f')
}
