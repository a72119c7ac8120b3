/** A client as every product has it; dialects extend it with the product's own settings. */
export interface Client {
  clientId: string
  /** null for a public client. */
  clientSecret: string | null
}

export interface User {
  /** The product's internal id, often the subject. */
  id: string
  username: string
  password: string
  email: string
  emailVerified: boolean
  givenName: string
  familyName: string
  /** Names of groups, without any path. */
  groups: string[]
}

/** One authorization: who let which client do what. Tokens of one authorization are revoked together. */
export interface Authorization<C extends Client = Client> {
  client: C
  user: User
  /** Parameters of the authorization request as the application sent them (pushed ones included). */
  request: URLSearchParams
  /** Granted scopes, in the product's order; default scopes included. */
  scopes: readonly string[]
  /** Stable during one browser session at the provider, whatever the client. */
  sessionId: string
  /** Whether the password was typed for this very request, rather than a session found. */
  freshLogin: boolean
  /** When the user authenticated, in seconds since the epoch. */
  authTime: number
}
