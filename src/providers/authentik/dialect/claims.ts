import type { User } from '../../../embedded/dialect/index.ts'
import { html, notKnown } from '../../../embedded/message.ts'
import type { Evaluation } from '../../../expressions/evaluation.ts'
import { atLeast } from '../versions.ts'
import { merge } from './merge.ts'
import {
  type AuthentikClient,
  entitlementsOf,
  fullName,
  type Mapping,
  providerModel,
  type Setting,
  userModel,
} from './subjects.ts'

type Claims = Record<string, unknown>

/** Where the claims go: what JSON cannot carry breaks both, in different ways. */
export type Destination = 'token' | 'userinfo' | 'discovery'

/**
 * Claims that the mappings of these scopes give, in the order of their scopes' names; of two mappings of one scope the
 * shipped one comes last. Source: providers/oauth2/views/userinfo.py, 2026.5; recorded run.
 */
export async function mappedClaims(
  client: AuthentikClient,
  user: User | null,
  scopes: readonly string[],
  destination: Destination,
  setting: Setting,
): Promise<Claims> {
  const mappings = client.mappings
    .filter((mapping) => scopes.includes(mapping.scope))
    .toSorted((a, b) => compare(a.scope, b.scope) || compare(a.kind, b.kind))
  let claims: unknown = {}
  for (const mapping of mappings) {
    const more =
      mapping.kind === 'stock'
        ? stockClaims(mapping.scope, client, user ?? anonymous, setting)
        : await ownClaims(mapping, client, user, scopes, destination, setting)
    claims = merge(claims, more)
  }
  return claims as Claims
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b)

/** Discovery runs the mappings for the anonymous user that is in every database. */
const anonymous: User = {
  id: '0',
  username: 'AnonymousUser',
  password: '',
  email: '',
  emailVerified: false,
  givenName: '',
  familyName: '',
  groups: [],
}

function stockClaims(scope: string, client: AuthentikClient, user: User, setting: Setting): Claims {
  const { version } = setting
  switch (scope) {
    case 'email':
      return { email: user.email, email_verified: !atLeast(version, '2025.10.0') }
    case 'profile':
      return {
        name: fullName(user),
        given_name: fullName(user),
        preferred_username: user.username,
        nickname: user.username,
        // Direct groups only.
        groups: user.groups,
        ...(atLeast(version, '2026.8.0') && { picture: initials(user) }),
      }
    case 'entitlements': {
      const names = entitlementsOf(client, user, setting)
      return { entitlements: names, roles: names }
    }
    default:
      return {}
  }
}

/** Users without a Gravatar have their initials as an inline image. The drawing itself is not the product's. */
function initials(user: User): string {
  const text = fullName(user).slice(0, 2)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text>${text}</text></svg>`
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

async function ownClaims(
  mapping: Extract<Mapping, { kind: 'own' }>,
  client: AuthentikClient,
  user: User | null,
  scopes: readonly string[],
  destination: Destination,
  setting: Setting,
): Promise<Claims> {
  const evaluation = await setting.evaluator().evaluate({
    expression: mapping.expression,
    version: setting.version,
    user: user && userModel(client, user, setting),
    users: [...setting.users.values()].map((one) => userModel(client, one, setting)),
    provider: providerModel(client),
    token: user && { scope: scopes },
  })
  const note = (text: string) => setting.log.push(`scope mapping ${mapping.name}: ${text}`)
  for (const warning of evaluation.warnings) note(warning)
  return outcomes[evaluation.outcome](evaluation as never, { mapping, destination, setting, note })
}

interface Reading {
  mapping: Extract<Mapping, { kind: 'own' }>
  destination: Destination
  setting: Setting
  note(text: string): void
}

/** A mapping that fails is skipped and the login goes on: the claim is missing. */
const outcomes: {
  [Outcome in Evaluation['outcome']]: (
    evaluation: Extract<Evaluation, { outcome: Outcome }>,
    reading: Reading,
  ) => Claims
} = {
  value: ({ value }) => value,
  none: () => ({}),
  'not-a-dict': ({ type }, { note }) => skipped(note, `returned ${type}, expected a dictionary: ignored`),
  exception: ({ type, message, line }, { note }) =>
    skipped(note, `${type}: ${message}${line === null ? '' : ` (line ${line})`}: skipped`),
  'not-compiled': ({ type, message }, { note }) => skipped(note, `${type}: ${message}: skipped`),
  'not-serialisable': ({ type, message }, { destination, setting, note }) => {
    // A datetime passes where Django encodes; the stand-in does not imitate its encoder.
    if (destination === 'userinfo') setting.spoil(html(500, '<title>authentik</title>Server Error'))
    else if (destination === 'token') setting.spoil({ status: 405, headers: {}, body: '' })
    return skipped(note, `a value of type ${type} breaks the answer: ${message}`)
  },
  'not-known': ({ what }, { mapping, setting, note }) => {
    setting.spoil(notKnown('authentik', `${what} in the scope mapping ${mapping.name}`))
    return skipped(note, `${what} is not known in the embedded tier`)
  },
  limit: stopped,
  crashed: stopped,
}

function stopped({ message }: { message: string }, { mapping, setting, note }: Reading): Claims {
  setting.spoil(notKnown('authentik', `the scope mapping ${mapping.name}: ${message}`))
  return skipped(note, message)
}

function skipped(note: (text: string) => void, text: string): Claims {
  note(text)
  return {}
}
