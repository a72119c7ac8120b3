import type { RequestListener } from 'node:http'
import type { Client, Dialect, User } from './dialect/index.ts'
import { createLibrary, metadata } from './library/provider.ts'
import { createStore } from './library/store.ts'
import { listenerOf } from './listener.ts'
import { type Answer, notKnownReason, type Request } from './message.ts'
import { serve } from './serve.ts'
import type { World } from './world.ts'

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
  /** Faults and answers that were not known, in order. */
  log: string[]
}

/** Makes an instance; about a millisecond after the first one, which makes the process's key. */
export function createEmbedded<C extends Client>(dialect: Dialect<C>): Embedded<C> {
  const clients = new Map<string, C>()
  const users = new Map<string, User>()
  const store = createStore((id) => metadata(clients.get(id)))
  const world = {
    dialect,
    clients,
    users,
    store,
    authorizations: new Map(),
    handles: new Map(),
    grants: new Map(),
    idTokens: new Map(),
    consents: new Map(),
    interactions: new Map(),
    pushed: new Map(),
    log: [],
  } as unknown as World<C>
  world.library = createLibrary(world)
  const handle = async (request: Request) => {
    const answer = await serve(world, request)
    const reason = notKnownReason(answer)
    if (reason) world.log.push(reason)
    return answer
  }
  return { listener: listenerOf(dialect.origin, handle), handle, clients, users, log: world.log }
}
