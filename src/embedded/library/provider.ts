import type { AdapterPayload, Configuration } from 'oidc-provider'
import type { Client } from '../dialect/index.ts'
import { embeddedKey } from '../keys.ts'
import type { World } from '../world.ts'
import { type Call, createCall, type Reply } from './call.ts'
import { grantOf } from './grants.ts'
import { inside, originalRequest } from './names.ts'
import { Provider } from './oidc-provider.ts'
import { observe } from './outcome.ts'
import { admissionPolicy } from './policy.ts'
import { issueTokensOf } from './tokens.ts'

/** oidc-provider, set up to leave manners to the dialect. */
export interface Library {
  provider: InstanceType<typeof Provider>
  call(call: Call): Promise<Reply>
}

const aDay = 86_400

/** A URI that no application has: redirect URIs are compared by the dialect. */
const unusedRedirectUri = 'https://redirect.invalid/'

export function createLibrary<C extends Client>(world: World<C>): Library {
  const { dialect } = world
  const configuration: Configuration = {
    adapter: world.store.adapter,
    jwks: {
      keys: [{ ...embeddedKey().privateJwk, kid: embeddedKey().kid, alg: 'RS256', use: 'sig' } as never],
    },
    routes: {
      authorization: inside.authorization,
      token: inside.token,
      userinfo: inside.userinfo,
      pushed_authorization_request: inside.pushed,
    },
    cookies: {
      names: { session: dialect.cookies.session },
      long: { sameSite: secure(world) ? 'none' : 'lax' },
    },
    extraParams: [originalRequest],
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: dialect.pushed !== null },
      rpInitiatedLogout: { enabled: false },
    },
    interactions: { policy: admissionPolicy(world), url: () => '/' },
    findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    loadExistingGrant: (context) => grantOf(world, context),
    expiresWithSession: async () => false,
    pkce: { required: () => false },
    issueRefreshToken: async (_context, _client, source) => {
      const authorization = world.authorizations.get(source.grantId ?? '')
      return authorization ? dialect.token.refresh.issued(authorization) : false
    },
    rotateRefreshToken: dialect.token.refresh.rotates,
    ttl: {
      AccessToken: aDay,
      AuthorizationCode: dialect.token.code.lifetime,
      Grant: aDay,
      IdToken: aDay,
      Interaction: aDay,
      RefreshToken: aDay,
      Session: aDay,
    },
  }
  const provider = new Provider(dialect.origin, configuration)
  provider.proxy = false
  observe(provider)
  issueTokensOf(world, provider)
  // The library compares with what a client registered; here the dialect knows how its product compares.
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(
    this: { clientId: string },
    uri: string,
  ) {
    const client = world.clients.get(this.clientId)
    return client !== undefined && dialect.authorization.redirectUriMatches(client, uri)
  }
  return { provider, call: createCall(provider, new URL(dialect.origin)) }
}

/** A client's metadata as the library wants it (RFC 7591). */
export function metadata(client: Client | undefined): AdapterPayload | undefined {
  if (!client) return undefined
  return {
    client_id: client.clientId,
    ...(client.clientSecret === null ? {} : { client_secret: client.clientSecret }),
    token_endpoint_auth_method: client.clientSecret === null ? 'none' : 'client_secret_post',
    redirect_uris: [unusedRedirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
  }
}

const secure = (world: { dialect: { origin: string } }) => world.dialect.origin.startsWith('https:')
