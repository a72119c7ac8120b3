import { anchorOf } from '../../../_shared/given.ts'
import { forcedType } from '../../messages.ts'
import type { Concern } from '../concern.ts'
import { loginType } from '../settings.ts'

/** Fields that the form does not send while they are empty. */
const required = [
  ['client_id', 'OIDC Client ID'],
  ['client_secret', 'OIDC Client Secret'],
  ['endpoint', 'OIDC Configuration Endpoint'],
  ['scopes', 'OIDC Scopes'],
  ['username_claim', 'OIDC Username Claim'],
] as const

/** Nothing of OpenID Connect is shown, stored or used before the login type is chosen (Form.jinja, security.py, v1.10.4). */
export const activation: Concern = ({ plan, stated }) => [
  ...(loginType(stated) === 'oidc'
    ? []
    : [
        {
          message:
            'The fields of OpenID Connect appear, and are stored, only once **Login Type** is `OpenID Connect`',
          help: 'Set **Login Type** to `OpenID Connect`',
          place: stated.of('login_type')?.place ?? anchorOf(plan, stated.given),
          expected: 'OpenID Connect',
          actual: stated.text('login_type') ?? 'not chosen',
        },
      ]),
  ...required.flatMap(([field, label]) => {
    if (stated.text(field)?.trim()) return []
    return [
      {
        message: `The form cannot be saved without **${label}**`,
        help: `Have the reader enter **${label}**`,
        place: stated.of(field)?.place ?? anchorOf(plan, stated.given),
        expected: label,
        actual: stated.text(field) ?? 'not entered',
      },
    ]
  }),
  ...stated.given
    .filter(({ field, value }) => field === 'force_login_type' && value.kind === 'literal')
    .flatMap(({ value, place, label }) => {
      const text = value.kind === 'literal' ? value.text.trim().toLowerCase() : ''
      if (text === 'oidc' || text === '') return []
      return [
        {
          message: `\`${label}=${text}\` locks **Login Type**: "${forcedType}"`,
          help: 'Leave it out, or write `oidc`',
          place,
          expected: 'oidc',
          actual: text,
        },
      ]
    }),
]
