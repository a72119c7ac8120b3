import type { Bindings } from '../../plan/value.ts'

/** What the client's page shows to be taken down. A client without a secret, or of whom none was wanted, has null. */
export function capturesOf(issuer: string, clientId: string, clientSecret: string | null): Bindings {
  return {
    client_id: clientId,
    ...(clientSecret !== null && { client_secret: clientSecret }),
    issuer,
    discovery_url: `${issuer}/.well-known/openid-configuration`,
    authorization_url: `${issuer}/authorize`,
    token_url: `${issuer}/api/oidc/token`,
    userinfo_url: `${issuer}/api/oidc/userinfo`,
  }
}
