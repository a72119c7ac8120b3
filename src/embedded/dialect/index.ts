import type { Answer, Request } from '../message.ts'
import type { AuthorizationDialect, PushedDialect } from './authorization.ts'
import type { ConsentDialect, Interaction, LoginDialect } from './login.ts'
import type { Endpoint, Route, Unrouted } from './routes.ts'
import type { Client, User } from './subjects.ts'
import type { TokenDialect, UserinfoDialect } from './token.ts'

export * from './authorization.ts'
export * from './login.ts'
export * from './routes.ts'
export * from './subjects.ts'
export * from './token.ts'

/**
 * How one product, in one version, speaks OpenID Connect: data, and small pure functions where data does not do.
 *
 * The protocol itself (sessions, prompts, codes, PKCE, pushed requests, grants, revocation) is oidc-provider's;
 * the core translates between the product's manners and the library's. Faults that a dialect has no answer for,
 * and library errors that the core cannot name, are answered with 501 "NotKnown", never with a guess.
 *
 * `createEmbedded(dialect)` makes one instance with its own clients, users, sessions and codes.
 */
export interface Dialect<C extends Client = Client> {
  /** `Keycloak 26.7.0`, for messages. */
  product: string
  /** External origin, `https://keycloak.company`; requests count as sent to it whatever socket they came by. */
  origin: string
  cookies: { session: string; interaction: string }
  routes: readonly Route[]
  unrouted: Unrouted
  /** Document of the `discovery` endpoint; null: answer {@link unrouted}. */
  discovery(context: PageContext<C>): Answer | null
  jwks(context: PageContext<C>): Answer | null | Promise<Answer | null>
  authorization: AuthorizationDialect<C>
  /** null where the product has no pushed authorization requests. */
  pushed: PushedDialect<C> | null
  login: LoginDialect<C>
  consent: ConsentDialect<C>
  token: TokenDialect<C>
  userinfo: UserinfoDialect<C>
  /**
   * `access-control-allow-origin` for a script of another origin; null leaves the header out.
   * `client` is whose credentials or token the request has. Without this the stand-in says nothing of origins.
   */
  allowOrigin?(endpoint: Endpoint, client: C | null, origin: string): string | null
  /** The product's other pages by name (logout, error pages, calls of its front end). */
  pages: Readonly<Record<string, (context: PageContext<C>) => Answer | Promise<Answer>>>
}

/** What pages may look at and do. */
export interface PageContext<C extends Client> {
  request: Request
  /** Values of `:name` segments of the route. */
  params: Readonly<Record<string, string>>
  clients: ReadonlyMap<string, C>
  users: ReadonlyMap<string, User>
  /** Who is logged in in this browser. */
  session(): Promise<{ id: string; user: User } | null>
  /** Ends that session. */
  endSession(): Promise<void>
  /** Whose ID token this is; null for anything that this instance did not issue. */
  idTokenHint(token: string): { client: C; user: User } | null
  /** The interaction of this browser. */
  interaction(): Promise<Interaction<C> | null>
  /** Goes on with the interaction as if the login or consent form had been posted. */
  finish(
    interaction: Interaction<C>,
    result: { login: User } | { consent: 'granted' | 'refused' },
  ): Promise<Answer>
  /** Carries out an authorization request with these parameters in this browser. */
  authorize(parameters: URLSearchParams): Promise<Answer>
}
