import type { Client } from '../dialect/index.ts'
import type { Embedded } from '../instance.ts'
import type { Case, Recording } from './recording.ts'

/** What a provider supplies to be held to its recordings. */
export interface ReplayAdapter {
  /** A fresh instance with the recording's users and clients, as this case wants them. */
  prepare(recording: Recording, one: Case): Subject | Promise<Subject>
}

/** Addresses that hidden steps of a recording use (logging in, getting a code). */
export interface Addresses {
  authorization: string
  token: string
  userinfo: string
}

export interface Subject {
  /** `{base}`: scheme, host and port. */
  base: string
  embedded: Pick<Embedded<Client>, 'handle'>
  /** Credentials of a client of the recording. */
  client(name: string): { clientId: string; clientSecret: string | null }
  /** `{sub}` of a user. */
  subjectOf(user: string): string
  password(user: string): string
  addresses(client: string): Addresses
  /** Logs a user in to the product itself; the session's cookies. Default: through the client `confidential`. */
  login?(user: string): Promise<string[]>
  /** Placeholders of this product alone. */
  bindings?(one: Case): Readonly<Record<string, string>>
}
