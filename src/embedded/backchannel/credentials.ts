import type { Client, ClientFault, Dialect } from '../dialect/index.ts'
import type { Request } from '../message.ts'
import type { World } from '../world.ts'

/** What a client said of itself, wherever it said it. */
export interface Credentials {
  clientId: string | null
  secret: string | null
}

/** RFC 6749, 2.3.1, in the places that the dialect allows. */
export function credentialsOf<C extends Client>(dialect: Dialect<C>, request: Request): Credentials {
  const { authentication, decodeBasic = formDecoded } = dialect.token
  const [scheme = '', encoded = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() === 'basic' && authentication.includes('client_secret_basic')) {
    const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':')
    return { clientId: decodeBasic(id), secret: decodeBasic(secret.join(':')) }
  }
  const posted = authentication.includes('client_secret_post') ? request.form.get('client_secret') : null
  return { clientId: request.form.get('client_id'), secret: posted }
}

/** Faults that are plain without the library; a wrong secret is the library's to find. */
export function credentialsFault<C extends Client>(
  world: World<C>,
  { clientId, secret }: Credentials,
): ClientFault | null {
  if (!clientId) return 'client-not-named'
  const client = world.clients.get(clientId)
  if (!client) return 'client-not-found'
  return client.clientSecret !== null && !secret ? 'secret-missing' : null
}

/** The form with the credentials where the library looks for them; a public client's secret is left out. */
export function withCredentials<C extends Client>(
  world: World<C>,
  form: URLSearchParams,
  { clientId, secret }: Credentials,
): URLSearchParams {
  const known = world.clients.get(clientId ?? '')
  const sent = new URLSearchParams(form)
  sent.set('client_id', clientId ?? '')
  sent.delete('client_secret')
  if (known && known.clientSecret !== null) sent.set('client_secret', secret ?? '')
  return sent
}

/** The library's words for a wrong secret (oidc-provider 9, shared/client_auth). */
export const isWrongSecret = (detail: string) => detail.includes('invalid secret provided')

const formDecoded = (half: string) => {
  try {
    return decodeURIComponent(half.replaceAll('+', ' '))
  } catch {
    return half
  }
}
