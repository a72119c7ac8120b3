import { createEmbedded } from '../../../embedded/instance.ts'
import type { Case, Recording } from '../../../embedded/observed/recording.ts'
import type { ReplayAdapter, Subject } from '../../../embedded/observed/subject.ts'
import { keycloak } from '../dialect/index.ts'
import {
  createClient,
  createRealm,
  defaultClientScopes,
  type KeycloakClient,
  type Mapper,
  optionalClientScopes,
  type Realm,
} from '../dialect/realm.ts'

/** Fields of the Admin REST API that the recordings set. */
interface Representation {
  publicClient: boolean
  consentRequired: boolean
  redirectUris: string[]
  attributes: Readonly<Record<string, string>>
  authenticationFlowBindingOverrides?: { browser: string }
  protocolMappers?: MapperRepresentation[]
  'optionalClientScopes (added)'?: Array<{ name: string; protocolMappers: MapperRepresentation[] }>
}

interface MapperRepresentation {
  protocolMapper: string
  config: Readonly<Record<string, string>>
}

const realmName = 'observe'
const base = 'http://localhost:8080'
const password = 'password-0123'

export const adapter: ReplayAdapter = {
  prepare(recording: Recording, _one: Case): Subject {
    const realm = createRealm(realmName)
    const embedded = createEmbedded(keycloak(base, realm, recording.version))
    for (const [name, settings] of Object.entries(recording.clients)) {
      const client = clientOf(name, settings as unknown as Representation, realm)
      embedded.clients.set(client.clientId, client)
    }
    for (const [name, settings] of Object.entries(recording.users)) {
      const user = settings as unknown as {
        username: string
        email: string
        emailVerified: boolean
        firstName: string
        lastName: string
        groups: string[]
      }
      embedded.users.set(name, {
        id: name,
        username: user.username,
        password,
        email: user.email,
        emailVerified: user.emailVerified,
        givenName: user.firstName,
        familyName: user.lastName,
        groups: user.groups.map((path) => path.slice(1)),
      })
    }
    // Seen in anna's tokens, not among her settings: the role that the restricted client asks for.
    realm.roles.set('anna', ['app-user'])
    const protocol = `/realms/${realmName}/protocol/openid-connect`
    return {
      base,
      embedded,
      client: (name) => ({ clientId: name, clientSecret: embedded.clients.get(name)?.clientSecret ?? null }),
      subjectOf: (user) => user,
      password: () => password,
      addresses: () => ({
        authorization: `${protocol}/auth`,
        token: `${protocol}/token`,
        userinfo: `${protocol}/userinfo`,
      }),
    }
  },
}

function clientOf(name: string, settings: Representation, realm: Realm): KeycloakClient {
  const added = settings['optionalClientScopes (added)'] ?? []
  for (const scope of added) {
    realm.scopes.set(scope.name, {
      name: scope.name,
      inTokenScope: true,
      consentText: scope.name,
      mappers: scope.protocolMappers.map(mapperOf),
    })
  }
  const method = settings.attributes['pkce.code.challenge.method']
  return createClient(name, {
    clientSecret: settings.publicClient ? null : `secret-of-${name}`,
    redirectUris: settings.redirectUris,
    postLogoutRedirectUris: settings.attributes['post.logout.redirect.uris']?.split('##') ?? [],
    consentRequired: settings.consentRequired,
    pkceMethod: method === 'S256' || method === 'plain' ? method : null,
    parRequired: settings.attributes['require.pushed.authorization.requests'] === 'true',
    defaultScopes: defaultClientScopes,
    optionalScopes: [...optionalClientScopes, ...added.map((scope) => scope.name)],
    mappers: settings.protocolMappers?.map(mapperOf) ?? [],
    loginRole: settings.authenticationFlowBindingOverrides ? 'app-user' : null,
  })
}

/** Recordings use group mappers only; `full.path` absent means plain names over REST. */
function mapperOf({ protocolMapper, config }: MapperRepresentation): Mapper {
  if (protocolMapper !== 'oidc-group-membership-mapper') throw new Error(`no reading of ${protocolMapper}`)
  return {
    kind: 'group-membership',
    claim: config['claim.name'] ?? '',
    fullPath: config['full.path'] === 'true',
    idToken: config['id.token.claim'] === 'true',
    accessToken: config['access.token.claim'] === 'true',
    userinfo: config['userinfo.token.claim'] === 'true',
  }
}
