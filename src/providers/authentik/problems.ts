import leven from 'leven'
import { unknownAttributes } from '../../expressions/attributes.ts'
import type { Report } from '../../plan/finding.ts'
import type { Plan } from '../../plan/plan.ts'
import { captures, placeWithin } from '../../plan/read.ts'
import { stockMappings } from './mappings.ts'
import { compile } from './redirects.ts'
import { readSetup, type Setup } from './setup.ts'
import { atLeast } from './versions.ts'

/** What authentik refuses or ignores in this plan. Source: its models and serializers, 2026.5; recorded run. */
export function problems(plan: Plan, version: string): Report[] {
  const setup = readSetup(plan, version)
  if (setup.place === null) return []
  return [
    ...noRedirects(setup, version),
    ...badRedirects(setup),
    ...badSlug(setup),
    ...unknownKey(setup),
    ...unknownMappings(setup, version),
    ...unusedMappings(setup),
    ...badMappings(setup),
    ...failingMappings(setup),
    ...badLifetimes(setup),
    ...hiddenSecret(plan, setup),
    ...refusedGrant(setup),
  ]
}

/** Before 2026.5 the first address that was used went into an empty list. */
function noRedirects(setup: Setup, version: string): Report[] {
  if (setup.redirects.length > 0 || !atLeast(version, '2026.5.0')) return []
  return [
    {
      message:
        'The provider has no redirect URI, so authentik answers every sign-in with `Redirect URI Error`',
      help: "Enter the application's redirect URI as **Strict**",
      place: setup.place!,
      expected: 'at least one redirect URI of type Authorization',
      actual: 'none',
    },
  ]
}

function badRedirects(setup: Setup): Report[] {
  return [...setup.redirects, ...setup.logoutRedirects].flatMap(({ mode, uri, place }): Report[] => {
    if (mode === 'regex' && compile(uri) === null) {
      const message = `authentik refuses this expression: \`Invalid Regex Pattern: ${uri}\``
      return [
        {
          message,
          help: 'Mend the regular expression, or enter the address as **Strict**',
          place,
          actual: uri,
        },
      ]
    }
    if (/^(javascript|data|vbscript):/i.test(uri)) {
      const message = 'authentik never redirects to this scheme'
      return [{ message, help: 'Use an https address', place, actual: uri }]
    }
    return []
  })
}

const reservedSlugs = ['authorize', 'token', 'device', 'userinfo', 'introspect', 'revoke']

function badSlug({ slug }: Setup): Report[] {
  if (!slug || slug.text.startsWith('<')) return []
  const fault = !/^[-a-zA-Z0-9_]+$/.test(slug.text)
    ? 'a slug has letters, digits, hyphens and underscores only'
    : reservedSlugs.includes(slug.text)
      ? 'the name is taken by an endpoint'
      : null
  if (!fault) return []
  return [
    {
      message: `authentik refuses the slug \`${slug.text}\`: ${fault}`,
      help: 'Choose another slug, and write it in every address',
      place: slug.place,
      actual: slug.text,
    },
  ]
}

const shippedCertificate = 'authentik Self-signed Certificate'

/** The list offers one certificate on a new installation. */
function unknownKey({ signingKey }: Setup): Report[] {
  if (typeof signingKey === 'string' || signingKey.text === shippedCertificate) return []
  return [
    {
      message: `authentik offers no signing key \`${signingKey.text}\`: a new installation has \`${shippedCertificate}\` only`,
      help: `Choose \`${shippedCertificate}\`, or say how the reader makes the other certificate`,
      place: signingKey.place,
      expected: shippedCertificate,
      actual: signingKey.text,
      suggestion: shippedCertificate,
    },
  ]
}

function unknownMappings(setup: Setup, version: string): Report[] {
  const names = [
    ...stockMappings(version).map((mapping) => mapping.name),
    ...setup.mappings.map((mapping) => mapping.name.text),
  ]
  return setup.unknownMappings.map((name) => ({
    message: `Under **Available Scopes** authentik shows no \`${name.text}\``,
    help: 'Name a mapping that authentik ships, or one that the guide makes before, letter by letter',
    place: name.place,
    expected: nearest(name.text, names),
    actual: name.text,
    suggestion: nearest(name.text, names),
  }))
}

function unusedMappings(setup: Setup): Report[] {
  const selected = setup.selected.flatMap((one) => (one.kind === 'own' ? [one.mapping] : []))
  return setup.mappings
    .filter((mapping) => !selected.includes(mapping))
    .map(({ name }) => ({
      message: `The scope mapping \`${name.text}\` is made and never selected, so authentik never evaluates it`,
      help: 'Add it to **Selected Scopes** of the provider, under **Advanced protocol settings**',
      place: name.place,
      expected: `${name.text} among Selected Scopes`,
      actual: selected.map((mapping) => mapping.name.text).join(', ') || 'no mapping of the guide',
    }))
}

function badMappings({ mappings }: Setup): Report[] {
  return mappings.flatMap(({ name, scope }): Report[] => {
    if (scope.text === '') {
      const message = `The scope mapping \`${name.text}\` has no **Scope name**, which authentik requires`
      return [{ message, help: 'Say which scope it belongs to', place: scope.place }]
    }
    if (!/\s/.test(scope.text)) return []
    const message = `authentik refuses the scope name \`${scope.text}\`: it has a blank`
    return [{ message, help: 'Write one scope, without blanks', place: scope.place, actual: scope.text }]
  })
}

/** authentik skips a mapping that raises, and the sign-in goes on without its claims. */
function failingMappings({ mappings }: Setup): Report[] {
  return mappings.flatMap(({ name, expression }) =>
    unknownAttributes(expression.text).map((unknown): Report => {
      const suggestion = nearest(unknown.name, unknown.members)
      const of = unknown.type.endsWith('*')
        ? `A query over ${unknown.type.slice(0, -1)}`
        : `\`${unknown.type}\``
      return {
        message: `${of} has no \`${unknown.name}\`: the scope mapping \`${name.text}\` fails, and its claims are missing`,
        help: suggestion ? `Write \`${suggestion}\`` : 'Use an attribute that the object has',
        place: placeWithin(expression.place, expression.text, unknown.from, unknown.to),
        expected: suggestion,
        actual: unknown.name,
        suggestion,
      }
    }),
  )
}

function badLifetimes({ unreadable }: Setup): Report[] {
  return unreadable.map(({ text, place }) => ({
    message: `authentik refuses \`${text}\`: a duration is written as \`hours=1;minutes=30\``,
    help: 'Use weeks, days, hours, minutes and seconds, each with `=` and a number, separated by `;`',
    place,
    expected: 'hours=1;minutes=30',
    actual: text,
  }))
}

/** The form hides the field for a public client. */
function hiddenSecret(plan: Plan, setup: Setup): Report[] {
  const capture = captures(plan).get('client_secret')
  if (!setup.isPublic || !capture) return []
  return [
    {
      message: 'authentik shows no **Client Secret** for a public client',
      help: 'Choose the client type Confidential, or leave the secret out',
      place: capture.place,
      expected: 'Confidential',
      actual: 'Public',
    },
  ]
}

function refusedGrant({ grantTypes }: Setup): Report[] {
  if (grantTypes.length === 0 || grantTypes.some((grant) => /authorization.code/i.test(grant.text))) return []
  return [
    {
      message:
        'Without the grant type Authorization Code authentik refuses every sign-in (`invalid_request`)',
      help: 'Select **Authorization Code**',
      place: grantTypes[0]!.place,
      expected: 'Authorization Code',
      actual: grantTypes.map((grant) => grant.text).join(', '),
    },
  ]
}

function nearest(wanted: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, distance: leven(name.toLowerCase(), wanted.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best && best.distance <= Math.max(3, wanted.length / 3) ? best.name : undefined
}
