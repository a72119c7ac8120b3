import type { Authorization, Client, Dialect, User } from './dialect/index.ts'
import type { Library } from './library/provider.ts'
import type { Store } from './library/store.ts'
import { type Answer, notKnown } from './message.ts'

/** The state of one instance. */
export interface World<C extends Client> {
  dialect: Dialect<C>
  clients: Map<string, C>
  users: Map<string, User>
  store: Store
  library: Library
  /** By the library's grant id. */
  authorizations: Map<string, Authorization<C>>
  /** Tokens that dialects made, to the library's own value for them. */
  handles: Map<string, string>
  /** Library values to grant ids, so that a revoked token can be told from an invented one. */
  grants: Map<string, string>
  idTokens: Map<string, { client: C; user: User }>
  /** Scopes a user agreed to, by `consentKey`. */
  consents: Map<string, Set<string>>
  /** The product's ids of interactions, to the library's. */
  interactions: Map<string, string>
  /** Pushed parameters by request_uri. */
  pushed: Map<string, URLSearchParams>
  log: string[]
}

export const consentKey = (client: Client, user: User) => `${client.clientId} ${user.id}`

/** The dialect's answer to a fault, or "not known". */
export function answerFault<Fault extends string, Context>(
  world: Pick<World<never>, 'log' | 'dialect'>,
  answers: Readonly<Partial<Record<Fault, (context: Context) => Answer>>>,
  fault: Fault,
  context: Context,
): Answer {
  world.log.push(fault)
  return answers[fault]?.(context) ?? notKnown(world.dialect.product, fault)
}
