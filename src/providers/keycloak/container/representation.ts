import type { KeycloakClient, Mapper } from '../dialect/realm.ts'
import type { Provisioned } from '../provision.ts'
import { keyProviders } from './keys.ts'

/**
 * A realm as the Admin REST API takes it, in one request: the console would save the same, step by step.
 * Field names: RealmRepresentation, ClientRepresentation, ProtocolMapperRepresentation, 26.x.
 */
export function realmRepresentation({ realm, client, setup }: Provisioned) {
  return {
    realm: realm.name,
    enabled: true,
    sslRequired: 'none',
    groups: setup.groups.map(({ text }) => ({ name: text })),
    attributes: { 'touchstone.guide': 'true' },
    clients: [clientRepresentation(client)],
    components: { 'org.keycloak.keys.KeyProvider': keyProviders() },
  }
}

/** Client scopes that the guide makes are added afterwards: naming any in the realm would leave out the built-in ones. */
export function scopeRepresentations({ realm, setup }: Provisioned) {
  return setup.scopes.map(({ name, assigned }) => {
    const scope = realm.scopes.get(name.text)
    return {
      assigned,
      representation: {
        name: name.text,
        protocol: 'openid-connect',
        attributes: { 'include.in.token.scope': String(scope?.inTokenScope ?? true) },
        protocolMappers: (scope?.mappers ?? []).map(mapperRepresentation),
      },
    }
  })
}

function clientRepresentation(client: KeycloakClient) {
  return {
    clientId: client.clientId,
    protocol: 'openid-connect',
    publicClient: client.clientSecret === null,
    ...(client.clientSecret !== null && { secret: client.clientSecret }),
    clientAuthenticatorType: 'client-secret',
    standardFlowEnabled: client.standardFlow,
    directAccessGrantsEnabled: false,
    consentRequired: client.consentRequired,
    redirectUris: client.redirectUris,
    webOrigins: client.webOrigins,
    rootUrl: client.rootUrl,
    protocolMappers: client.mappers.map(mapperRepresentation),
    attributes: {
      'post.logout.redirect.uris': client.postLogoutRedirectUris.join('##'),
      ...(client.pkceMethod && { 'pkce.code.challenge.method': client.pkceMethod }),
      ...(client.parRequired && { 'require.pushed.authorization.requests': 'true' }),
    },
  }
}

function mapperRepresentation(mapper: Mapper, index: number) {
  const { kind, idToken, accessToken, userinfo } = mapper
  return {
    name: `${kind} ${index + 1}`,
    protocol: 'openid-connect',
    ...specifics(mapper, {
      'id.token.claim': String(idToken),
      'access.token.claim': String(accessToken),
      'userinfo.token.claim': String(userinfo),
    }),
  }
}

/** Source: services/…/protocol/oidc/mappers, 26.x. */
function specifics(mapper: Mapper, targets: Record<string, string>) {
  switch (mapper.kind) {
    case 'group-membership':
      return {
        protocolMapper: 'oidc-group-membership-mapper',
        config: { ...targets, 'claim.name': mapper.claim, 'full.path': String(mapper.fullPath) },
      }
    case 'audience':
      return {
        protocolMapper: 'oidc-audience-mapper',
        config: { ...targets, 'included.client.audience': mapper.audience },
      }
    case 'realm-role':
      return {
        protocolMapper: 'oidc-usermodel-realm-role-mapper',
        config: { ...targets, 'claim.name': mapper.claim, multivalued: 'true' },
      }
    case 'hardcoded':
      return {
        protocolMapper: 'oidc-hardcoded-claim-mapper',
        config: { ...targets, 'claim.name': mapper.claim, 'claim.value': String(mapper.value) },
      }
    case 'property':
      return {
        protocolMapper: 'oidc-usermodel-property-mapper',
        config: { ...targets, 'claim.name': mapper.claim, 'user.attribute': mapper.property },
      }
  }
}
