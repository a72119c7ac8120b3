import type { RequestListener } from 'node:http'
import type { Client, User } from './dialect/index.ts'
import type { Answer, Request } from './message.ts'

/** One provider of its own: clients, users, sessions, codes and tokens are nobody else's. */
export interface Embedded<C extends Client = Client> {
  /** For the gateway. Requests count as sent to the dialect's origin. */
  listener: RequestListener
  /** The same without a socket. */
  handle(request: Request): Promise<Answer>
  /** By client_id; add and remove as you like. */
  clients: Map<string, C>
  /** By {@link User.id}. */
  users: Map<string, User>
  /** One line per request that was refused, or that the stand-in did not know. */
  log: string[]
}
