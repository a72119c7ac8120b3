import type { Endpoint } from '../../../embedded/dialect/index.ts'
import type { KeycloakClient } from './realm.ts'

/** Origins behind "Web origins": `+` stands for those of the redirect URIs (source: WebOriginsUtils, 26.x). */
export function webOriginsOf({ webOrigins, redirectUris }: KeycloakClient): string[] {
  return [
    ...new Set(
      webOrigins.flatMap((one) => (one === '+' ? redirectUris.flatMap((uri) => originOf(uri) ?? []) : [one])),
    ),
  ]
}

/** Anybody may read the documents, a client's own origins its answers (source: Cors, 26.x). */
export function allowOrigin(
  endpoint: Endpoint,
  client: KeycloakClient | null,
  origin: string,
): string | null {
  if (endpoint === 'discovery' || endpoint === 'jwks') return '*'
  if (!client) return null
  const allowed = webOriginsOf(client)
  return allowed.includes(origin) || allowed.includes('*') ? origin : null
}

function originOf(uri: string): string | null {
  const bare = uri.replace(/\*$/, '')
  return URL.canParse(bare) ? new URL(bare).origin : null
}
