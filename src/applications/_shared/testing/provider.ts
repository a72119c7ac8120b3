import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider'
import type { Browser, Gateway, Page } from '../../../web/contract.ts'
import { json } from '../answer.ts'

/** A user of the test provider: the subject and what the provider says of it, in tokens and at userinfo. */
export interface Person {
  sub: string
  [claim: string]: unknown
}

export interface ProviderOptions {
  issuer: string
  client: ClientMetadata
  people: Person[]
  /** JWT access tokens for this audience with these claims, as authentik and Keycloak give them; opaque ones when absent. */
  accessToken?: { audience: string; claims: string[] }
  /** ES256 keys instead of RSA ones. */
  elliptic?: boolean
  /** Leaves the origin of the browser's page out of the answers, as a provider that does not list it. */
  foreignOrigin?: boolean
  configuration?: Configuration
  /** JSON answers that stand in for the provider's own, by path: a provider that is not as it should be. */
  instead?: Readonly<Record<string, unknown>>
}

/** oidc-provider gives JWT access tokens only for a resource, which must be an absolute URI. */
const resource = 'https://audience.company/'

const keys = {
  RS256: generateKeyPair('RS256', { extractable: true }),
  ES256: generateKeyPair('ES256', { extractable: true }),
}

async function signingKey(alg: 'RS256' | 'ES256') {
  const { privateKey } = await keys[alg]
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `key-${alg}` }
}

/** A certified OpenID Provider behind the gateway, with one login form and consent given beforehand. */
export async function openProvider(gateway: Gateway, options: ProviderOptions) {
  const alg = options.elliptic ? 'ES256' : 'RS256'
  const find = (sub: string) => options.people.find((person) => person.sub === sub)
  const claimsOf = (names: string[], sub: string) =>
    Object.fromEntries(
      names.flatMap((name) => (find(sub)?.[name] === undefined ? [] : [[name, find(sub)?.[name]]])),
    )
  const { accessToken } = options
  const provider = new Provider(options.issuer, {
    clients: [{ id_token_signed_response_alg: alg, ...options.client }],
    jwks: { keys: [await signingKey(alg)] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => false },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'html'
      ctx.body = `<title>Error</title><p>${error}: ${error_description ?? ''}`
    },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'given_name', 'family_name'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    conformIdTokenClaims: false,
    clientBasedCORS: () => !options.foreignOrigin,
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...find(id), sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId,
        accountId: ctx.oidc.session?.accountId,
      })
      grant.addOIDCScope('openid profile email groups offline_access')
      if (accessToken) grant.addResourceScope(resource, 'openid profile email groups')
      await grant.save()
      return grant
    },
    extraTokenClaims: (_, token) =>
      accessToken && 'accountId' in token ? claimsOf(accessToken.claims, String(token.accountId)) : undefined,
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: accessToken !== undefined,
        defaultResource: () => (accessToken ? resource : []),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid profile email groups',
          audience: accessToken?.audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg } },
        }),
      },
    },
    ...options.configuration,
  })
  provider.proxy = true
  const answer = provider.callback()
  gateway.route(new URL(options.issuer).origin, {
    async listener(request, response) {
      const other = options.instead?.[request.url?.split('?')[0] ?? '']
      if (other !== undefined) return json(response, 200, other)
      if (!request.url?.startsWith('/interaction/')) return answer(request, response)
      if (request.method === 'GET') {
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(
            '<title>Sign in</title><form method="post"><input name="username"><button>Sign in</button></form>',
          )
        return
      }
      let body = ''
      for await (const chunk of request.setEncoding('utf8')) body += chunk
      const accountId = new URLSearchParams(body).get('username') ?? ''
      await provider.interactionFinished(request, response, { login: { accountId } })
    },
  })
  return {
    provider,
    /** Fills in the login form where the browser stands on one. */
    async signIn(browser: Browser, page: Page, sub: string): Promise<Page> {
      const [form] = page.forms
      return form && page.title === 'Sign in' ? browser.submit(form, { username: sub }) : page
    },
  }
}
