import { switchIn } from '../../plan/entered.ts'
import type { SuppliedScope, TokenKind } from '../../plan/knowledge.ts'
import {
  createRealm,
  defaultClientScopes,
  type Mapper,
  optionalClientScopes,
  type Targets,
} from './dialect/realm.ts'
import type { MapperSetup, Setup } from './setup.ts'

type Claim = SuppliedScope['claims'][number]

/** What the client can be asked for, and what comes with it. Default scopes come with any request. */
export function suppliedScopes(setup: Setup): SuppliedScope[] {
  const realm = createRealm('any')
  const builtIn = (name: string): Claim[] => (realm.scopes.get(name)?.mappers ?? []).flatMap(claimOf)
  const own = (scope: string | null) =>
    setup.mappers.filter((mapper) => mapper.scope === scope).flatMap(claimOfSetup)
  const defaults = setup.scopes.filter((scope) => scope.assigned === 'default')
  const always: Claim[] = [
    { claim: 'sub', in: ['id_token', 'access_token', 'userinfo'] },
    { claim: 'realm_access', in: ['access_token'] },
    { claim: 'resource_access', in: ['access_token'] },
    ...defaultClientScopes.flatMap(builtIn),
    ...own(null),
    ...defaults.flatMap((scope) => own(scope.name.text)),
  ]
  return [
    { scope: 'openid', claims: always },
    ...[...defaultClientScopes, ...optionalClientScopes].map((scope) => ({ scope, claims: builtIn(scope) })),
    ...setup.scopes
      .filter((scope) => scope.assigned !== null)
      .map(({ name }) => ({ scope: name.text, claims: own(name.text), place: name.place })),
  ]
}

function claimOf(mapper: Mapper): Claim[] {
  return mapper.kind === 'audience' ? [] : [{ claim: mapper.claim, in: kindsOf(mapper) }]
}

function claimOfSetup(mapper: MapperSetup): Claim[] {
  const { claim, targets } = mapper
  if (!claim) return []
  // A switch that is off is what takes the claim from a token; else the name of the claim is.
  const off = (['id_token', 'access_token', 'userinfo'] as const)
    .map((field) => mapper.given(field))
    .find((statement) => statement && !(switchIn(statement) ?? true))
  return [{ claim: claim.text, in: kindsOf(targets), place: off?.place ?? claim.place }]
}

function kindsOf({ idToken, accessToken, userinfo }: Targets): TokenKind[] {
  return [
    ...(idToken ? (['id_token'] as const) : []),
    ...(accessToken ? (['access_token'] as const) : []),
    ...(userinfo ? (['userinfo'] as const) : []),
  ]
}
