import { randomBytes } from 'node:crypto'
import type { Located } from '../../plan/entered.ts'
import type { Plan } from '../../plan/plan.ts'
import { type Bindings, textsOf } from '../../plan/value.ts'
import { NotKnown, Refused } from '../contract.ts'
import {
  createClient,
  createRealm,
  defaultClientScopes,
  type KeycloakClient,
  type Mapper,
  optionalClientScopes,
  type Realm,
} from './dialect/realm.ts'
import { realmName } from './realm.ts'
import { type MapperSetup, readSetup, type Setup } from './setup.ts'

/** A realm and a client as the console would have made them from the guide. */
export interface Provisioned {
  realm: Realm
  client: KeycloakClient
  setup: Setup
}

/** Throws {@link Refused} for what Keycloak does not save, {@link NotKnown} for what is not modelled. */
export function provisioned(plan: Plan, bindings: Bindings, version: string): Provisioned {
  const setup = readSetup(plan, version)
  const { client } = setup
  if (client.type === 'saml')
    throw new NotKnown('The stand-in knows OpenID Connect clients only', client.place)
  if (client.confidential && client.authenticator !== 'client-secret') {
    throw new NotKnown(`The stand-in knows no client authenticator ${client.authenticator}`, client.place)
  }
  for (const { text, place } of client.redirectUris) {
    if (text.includes('#')) throw new Refused('Redirect URIs must not contain an URI fragment', place)
  }
  const enter = (located: Located) => textsOf(located.value, bindings)
  const realm = createRealm(realmName(plan, bindings))
  const mappersOf = (scope: string | null) =>
    setup.mappers.filter((mapper) => mapper.scope === scope).map((mapper) => toMapper(mapper, enter))
  for (const { name, inTokenScope } of setup.scopes) {
    realm.scopes.set(name.text, {
      name: name.text,
      inTokenScope,
      consentText: name.text,
      mappers: mappersOf(name.text),
    })
  }
  const assigned = (how: 'default' | 'optional') =>
    setup.scopes.filter((scope) => scope.assigned === how).map((scope) => scope.name.text)
  const [clientId] = client.clientId ? enter(client.clientId) : []
  return {
    realm,
    setup,
    client: createClient(clientId ?? plan.application, {
      // As long as Keycloak's own: 32 characters.
      clientSecret: client.confidential ? randomBytes(24).toString('base64url') : null,
      redirectUris: client.redirectUris.flatMap(enter),
      rootUrl: client.rootUrl ? (enter(client.rootUrl)[0] ?? '') : '',
      postLogoutRedirectUris: client.logoutRedirectUris.flatMap(enter),
      // The wizard sends an empty list, so that none are derived (source: MultiLineInput, 26.7).
      webOrigins: client.webOrigins.flatMap(enter),
      standardFlow: client.standardFlow,
      consentRequired: client.consentRequired,
      pkceMethod: client.pkceMethod,
      parRequired: client.parRequired,
      defaultScopes: [...defaultClientScopes, ...assigned('default')],
      optionalScopes: [...optionalClientScopes, ...assigned('optional')],
      mappers: mappersOf(null),
    }),
  }
}

function toMapper(mapper: MapperSetup, enter: (located: Located) => string[]): Mapper {
  const { kind, targets, place } = mapper
  if (kind === 'audience') {
    return { kind, audience: mapper.audience ? (enter(mapper.audience)[0] ?? '') : '', ...targets }
  }
  const [claim] = mapper.claim ? enter(mapper.claim) : []
  if (!claim) throw new Refused('Token Claim Name is required', place)
  if (kind === 'group-membership') return { kind, claim, fullPath: mapper.fullPath, ...targets }
  if (kind === 'realm-role') return { kind, claim, ...targets }
  if (kind === 'hardcoded') return { kind, claim, value: mapper.value?.text ?? '', ...targets }
  throw new NotKnown(`The stand-in knows no mapper of the type ${kind}`, place)
}
