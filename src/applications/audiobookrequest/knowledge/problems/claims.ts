import { writtenText } from '../../../_shared/given.ts'
import { refusals } from '../../messages.ts'
import type { Concern } from '../concern.ts'

/** How the lists of scopes and the names of claims are read (oidc_config.py and oidc.py, v1.10.4). */
export const claims: Concern = ({ stated }) => {
  const scopes = stated.of('scopes')
  const written = scopes ? writtenText(scopes.value) : ''
  return [
    ...(scopes && (/ {2}|^ | $/.test(written) || /[,;|]/.test(written))
      ? [
          {
            message: `Scopes are separated by one space each: "${refusals.scopes(written.split(' ').filter((scope) => /[,;|]/.test(scope)))}"`,
            help: 'Write the scopes with single spaces between them',
            place: scopes.place,
            expected: written
              .split(/[\s,;|]+/)
              .join(' ')
              .trim(),
            actual: written,
          },
        ]
      : []),
    ...stated.given
      .filter(({ field }) => field === 'group_claim' || field === 'username_claim')
      .filter(({ value }) => writtenText(value).includes('.'))
      .map(({ label, value, place }) => ({
        message: `**${label}** is looked up at the top level only: \`${writtenText(value)}\` is no path`,
        help: 'Have the provider put the value into a claim of its own',
        place,
        expected: 'a claim at the top level of userinfo',
        actual: writtenText(value),
      })),
    ...(stated.rows.length > 0 && !stated.text('group_claim')
      ? [
          {
            message: 'Roles are taken from groups only when **OIDC Group Claim** is set',
            help: 'Enter **OIDC Group Claim**, or leave the table of roles out',
            place: stated.rows[0]!.place,
            expected: 'OIDC Group Claim',
            actual: 'not entered',
          },
        ]
      : []),
  ]
}
