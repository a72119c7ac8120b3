import { randomBytes } from 'node:crypto'
import type { Evaluator } from '../../expressions/evaluation.ts'
import type { Located } from '../../plan/entered.ts'
import { type Bindings, textsOf } from '../../plan/value.ts'
import { NotKnown, Refused } from '../contract.ts'
import { type AuthentikClient, type Mapping, uuidOf } from './dialect/subjects.ts'
import { compile } from './redirects.ts'
import type { EnteredRedirect, SelectedMapping, Setup } from './setup.ts'
import { slugify } from './slug.ts'

/** The provider as the wizard saves it. */
export function toClient(setup: Setup, bindings: Bindings, origin: string, version: string): AuthentikClient {
  const enter = (located: Located | null) => (located ? textsOf(located.value, bindings)[0] : undefined)
  const name = enter(setup.applicationName) ?? 'Application'
  const slug = enter(setup.slug) ?? slugify(name, version)
  const secret = enter(setup.clientSecret) ?? randomBytes(96).toString('base64url')
  const redirects = setup.redirects.flatMap((one) => entered(one, bindings))
  return {
    clientId: enter(setup.clientId) ?? randomBytes(20).toString('hex'),
    clientSecret: setup.isPublic ? null : secret,
    signingSecret: secret,
    signingKey: setup.signingKey !== 'none',
    pk: 1,
    name: `Provider for ${name}`,
    redirects,
    logoutRedirects: setup.logoutRedirects.flatMap((one) => entered(one, bindings)),
    explicitConsent: setup.explicitConsent,
    subjectMode: setup.subjectMode,
    issuerMode: setup.issuerMode,
    includeClaims: setup.includeClaims,
    lifetimes: setup.lifetimes,
    mappings: setup.selected.map(toMapping),
    application: {
      pk: uuidOf(`application ${origin} ${slug}`),
      name,
      slug,
      launchUrl: redirects[0] ? originOfUri(redirects[0].uri) : '',
    },
    entitlements: setup.entitlements.map((entitlement) => ({ name: entitlement.text, groups: [] })),
    allowedGroups: setup.allowedGroups.map((group) => group.text),
    claimsSupported: [],
  }
}

function entered({ mode, value }: EnteredRedirect, bindings: Bindings): AuthentikClient['redirects'] {
  return textsOf(value, bindings).map((uri) => ({ mode: mode === 'regex' ? 'regex' : 'exact', uri }))
}

function toMapping(one: SelectedMapping): Mapping {
  if (one.kind === 'stock') {
    return { kind: 'stock', scope: one.mapping.scope, description: one.mapping.description }
  }
  const { name, scope, expression } = one.mapping
  return { kind: 'own', name: name.text, scope: scope.text, expression: expression.text, description: '' }
}

function originOfUri(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : ''
}

/** Throws {@link Refused} with authentik's own words for what it does not save. */
export async function refuseWhatAuthentikRefuses(setup: Setup, evaluator: Evaluator): Promise<void> {
  if (setup.model !== 'oauth2') {
    throw new NotKnown(
      `The stand-in knows the OAuth2/OpenID Provider only, the guide makes another (${setup.model})`,
    )
  }
  for (const { mode, uri, place } of [...setup.redirects, ...setup.logoutRedirects]) {
    if (mode === 'regex' && compile(uri) === null) throw new Refused(`Invalid Regex Pattern: ${uri}`, place)
  }
  const { slug } = setup
  if (slug?.value.kind === 'literal' && !/^[-a-zA-Z0-9_]+$/.test(slug.text)) {
    throw new Refused(`authentik refuses the slug ${slug.text}`, slug.place)
  }
  const [unknown] = setup.unknownMappings
  if (unknown) throw new Refused(`authentik has no scope mapping ${unknown.text} to select`, unknown.place)
  for (const { scope, expression } of setup.mappings) {
    if (scope.text === '' || /\s/.test(scope.text)) {
      throw new Refused(`authentik refuses the scope name ${JSON.stringify(scope.text)}`, scope.place)
    }
    const compiled = await evaluator.compile(expression.text)
    if (!compiled.ok) {
      const where = compiled.line === null ? '' : ` (line ${compiled.line} of the expression)`
      throw new Refused(`Expression Syntax Error: ${compiled.message}${where}`, expression.place)
    }
  }
}
