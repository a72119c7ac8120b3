import { type Located, locatedIn } from '../../plan/entered.ts'
import { providerHostOf } from '../../plan/hosts.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf, objectsOf, statements } from '../../plan/read.ts'
import { type Bindings, textsOf } from '../../plan/value.ts'
import { vocabulary } from './vocabulary/index.ts'

/** Keycloak's origin in this guide. */
export function originOf(plan: Plan): string {
  return `https://${providerHostOf(plan, vocabulary.names) ?? 'keycloak.company'}`
}

/**
 * The realm as the guide writes it: the one that it creates, the placeholder that it declares for it, else the one
 * in its addresses.
 */
export function realmOf(plan: Plan): string {
  return createdRealm(plan)?.text ?? placeholderOf(plan) ?? realmInAddresses(plan) ?? '<realm>'
}

/** The realm's name with the reader's choices filled in. */
export function realmName(plan: Plan, bindings: Bindings): string {
  const created = createdRealm(plan)
  if (created) return textsOf(created.value, bindings)[0] ?? created.text
  const written = realmOf(plan)
  const token = /^<(.+)>$/.exec(written)?.[1]
  return token === undefined ? written : (bindings[token] ?? 'company')
}

export const issuerOf = (plan: Plan) => `${originOf(plan)}/realms/${realmOf(plan)}`

function createdRealm(plan: Plan): Located | undefined {
  return objectsOf(plan, 'provider', 'realm').flatMap((realm) => locatedIn(realm.fields.get('name')))[0]
}

function placeholderOf(plan: Plan): string | null {
  const declared = factsOf(plan, 'placeholder').find(
    (fact) => fact.shape === 'value' && /realm/.test(fact.name),
  )
  return declared ? `<${declared.name}>` : null
}

function realmInAddresses(plan: Plan): string | null {
  const texts = [
    ...[...statements(plan, 'application'), ...statements(plan, 'provider')].flatMap((one) =>
      locatedIn([one]),
    ),
    ...factsOf(plan, 'url').flatMap(({ value }) => ('text' in value ? [value] : [])),
  ]
  const found = texts
    .map(({ text }) => /\/realms\/([^/\s]+)/.exec(text)?.[1])
    .find((name) => name !== undefined)
  return found ?? null
}
