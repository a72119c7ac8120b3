import { readFileSync } from 'node:fs'

/** What a real product answered, as recorded: `src/providers/<provider>/observed/<version>.json`. */
export interface Recording {
  provider: string
  version: string
  observed: string
  /** How faithful the run was. */
  how: string
  users: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Settings in the product's own field names. */
  clients: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  cases: readonly Case[]
}

export interface Case {
  id: string
  given: Given
  /** Empty where the product has no such thing; `note` says so. */
  exchanges: ReadonlyArray<{ request: RecordedRequest; response: RecordedResponse }>
  note?: string
}

/** `client` and `user` name entries of the recording; other members are settings that differ for this case. */
export interface Given {
  client?: string
  user?: string
  scope?: string
  [setting: string]: unknown
}

/** Text may have placeholders such as `{code}`, filled from what earlier answers held. */
export interface RecordedRequest {
  method: string
  path: string
  query?: Readonly<Record<string, string>>
  form?: Readonly<Record<string, string>>
  json?: unknown
  headers?: Readonly<Record<string, string>>
}

export interface RecordedResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: unknown
}

export function readRecording(url: URL): Recording {
  return JSON.parse(readFileSync(url, 'utf8'))
}
