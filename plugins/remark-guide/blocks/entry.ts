/** One key and its value, as ranges of the block's text. `to` of a value excludes quotes. */
export interface RawEntry {
  key: string
  keyFrom: number
  keyTo: number
  valueFrom: number
  valueTo: number
  /** The whole line or pair. */
  from: number
  to: number
  /** The value as the language reads it, where escapes make it differ from what stands there. */
  value?: string
}

export interface Parsed {
  entries: RawEntry[]
  fault?: { reason: string; from: number; to: number }
}

export type Parser = (text: string) => Parsed
