import type { Answer, Request } from '../message.ts'
import type { Client, User } from './subjects.ts'

/** An authorization request that waits for the person in front of the browser. */
export interface Interaction<C extends Client> {
  /** Opaque; the browser's interaction cookie has it too. */
  id: string
  /** What is asked of the person. */
  wants: 'login' | 'consent'
  client: C
  user: User | null
  parameters: URLSearchParams
  /** Scopes that would be granted. */
  scopes: readonly string[]
}

export interface LoginDialect<C extends Client> {
  /** Ids of interactions, where the product shows them and they have a form; default: the library's. */
  newId?(): string
  /** Answer to an authorization request that needs a login: the page at once, or a redirect to it. */
  present(interaction: Interaction<C>, request: Request): Answer
  /** GET of the `login` endpoint, where the product has one. */
  page?(interaction: Interaction<C>, request: Request): Answer
  /** What the posted form says; null when it is not complete. */
  credentials(request: Request): { username: string; password: string } | null
  /** Wrong name or password. */
  failed(interaction: Interaction<C>, request: Request): Answer
  /** The cookies of the interaction are missing or stale. */
  expired(request: Request): Answer
}

export interface ConsentDialect<C extends Client> {
  required(client: C): boolean
  present(interaction: Interaction<C>, request: Request): Answer
  page?(interaction: Interaction<C>, request: Request): Answer
  /** Reads the posted form; null when it is not complete. */
  decision(request: Request): 'granted' | 'refused' | null
}
