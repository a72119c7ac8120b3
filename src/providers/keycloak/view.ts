import type { ClientView } from '../../plan/knowledge.ts'
import type { Plan } from '../../plan/plan.ts'
import { discoveryDocument } from './dialect/discovery.ts'
import { createRealm } from './dialect/realm.ts'
import { issuerOf } from './realm.ts'
import { suppliedScopes } from './scopes.ts'
import { readSetup, type Setup } from './setup.ts'

/** The client of the guide in neutral terms. */
export function clientView(plan: Plan, version: string): ClientView {
  const setup = readSetup(plan, version)
  const { client } = setup
  const announced = discoveryDocument(createRealm('any'), issuerOf(plan), version)
  return {
    confidential: client.confidential,
    redirects: client.redirectUris.map(({ text, place }) => ({
      mode: text.endsWith('*') ? 'wildcard' : 'exact',
      uri: text,
      place,
    })),
    pkce: client.pkceMethod ? 'required' : 'optional',
    tokenAuthentication: client.confidential ? ['client_secret_basic', 'client_secret_post'] : ['none'],
    responseModes: stringsOf(announced.response_modes_supported),
    pushedAuthorizationRequests: true,
    signing: 'RS256',
    issuer: issuerOf(plan),
    scopes: suppliedScopes(setup),
    unknownScope: 'refused',
    claimsSupported: stringsOf(announced.claims_supported),
    groups: groupsOf(setup),
    // Keycloak has no such list; an authentication flow could deny, and guides of this kind make none.
    allowedGroups: [],
  }
}

/** Groups by the name that reaches tokens: a path where a mapper writes paths. */
function groupsOf({ groups, mappers }: Setup): ClientView['groups'] {
  const paths = mappers.some((mapper) => mapper.kind === 'group-membership' && mapper.fullPath)
  return groups.map(({ text, place }) => ({ name: paths ? `/${text}` : text, place }))
}

const stringsOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
