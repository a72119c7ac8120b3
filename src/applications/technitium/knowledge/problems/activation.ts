import { anchorOf } from '../../../_shared/given.ts'
import type { Concern } from '../concern.ts'
import { switchOf } from '../settings.ts'

const needed = [
  { fields: ['authority'], label: 'Authority (Issuer)' },
  { fields: ['client_id'], label: 'Client ID' },
  { fields: ['client_secret', 'client_secret_file'], label: 'Client Secret' },
]

const switches = ['sso_enabled', 'allow_signup', 'mapped_users_only', 'web_https']

/** Single sign-on is silently inactive while it is off, or authority, id or secret is empty (DnsWebService.cs, v15.2). */
export const activation: Concern = ({ plan, stated }) => [
  ...needed.flatMap(({ fields, label }) => {
    const one = fields.map((field) => stated.of(field)).find((given) => given !== undefined)
    const text = one && stated.text(one.field)
    if (text?.trim()) return []
    return [
      {
        message: `Without **${label}** single sign-on stays inactive, without a message: the login page has no OpenID Connect`,
        help: `Have the reader enter **${label}**`,
        place: one?.place ?? anchorOf(plan, stated.given),
        expected: label,
        actual: text ?? 'not entered',
      },
    ]
  }),
  ...(switchOf(stated, 'sso_enabled', false)
    ? []
    : [
        {
          message: 'Single sign-on is off: the login page has no OpenID Connect',
          help: 'Turn **Enable Single Sign-On (SSO)** on; it is off in a new installation',
          place: stated.of('sso_enabled')?.place ?? anchorOf(plan, stated.given),
          expected: 'On',
          actual: stated.text('sso_enabled') ?? 'not entered, so off',
        },
      ]),
  ...stated.given
    .filter(({ field, fact }) => fact.kind === 'block' && switches.includes(field))
    .flatMap(({ value, label, place }) => {
      const text = value.kind === 'literal' ? value.text.trim() : 'true'
      if (/^(true|false)$/i.test(text)) return []
      return [
        {
          message: `\`${label}=${text}\` is no boolean: the server does not start with it`,
          help: 'Write `true` or `false`',
          place,
          expected: 'true or false',
          actual: text,
        },
      ]
    }),
  ...stated.given
    .filter(({ field, value }) => longest.has(field) && value.kind === 'literal' && value.text.length > 255)
    .map(({ label, place, value }) => ({
      message: `**${label}** takes at most 255 characters`,
      help: 'Enter a shorter value',
      place,
      expected: '255 characters at most',
      actual: value.kind === 'literal' ? `${value.text.length} characters` : undefined,
    })),
]

const longest = new Set(['authority', 'client_id', 'client_secret', 'metadata_address'])
