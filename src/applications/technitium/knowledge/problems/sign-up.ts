import type { Report } from '../../../../plan/finding.ts'
import { anchorOf } from '../../../_shared/given.ts'
import { signUpDisabled, signUpRestricted } from '../../messages.ts'
import type { Concern } from '../concern.ts'
import { switchOf } from '../settings.ts'

/** The two gates before a new account, in the server's order. Source: WebServiceAuthApi.cs, v15.2. */
export const signUp: Concern = ({ plan, stated }) => {
  const reports: Report[] = []
  const allowed = switchOf(stated, 'allow_signup', false)
  const mapped = stated.of('mapped_users_only')
  const mappedOnly = switchOf(stated, 'mapped_users_only', true)
  if (!allowed) {
    reports.push({
      message: `Nobody gets an account: "${signUpDisabled}"`,
      help: 'Turn **Allow New User Sign Up** on; it is off in a new installation',
      place: stated.of('allow_signup')?.place ?? anchorOf(plan, stated.given),
      expected: 'On',
      actual: stated.text('allow_signup') ?? 'not entered, so off',
    })
  }
  if (allowed && mappedOnly && stated.rows.length === 0) {
    reports.push({
      message: `With an empty group map nobody gets an account: "${signUpRestricted}"`,
      help: 'Add rows to **Group Map (Optional)**, or turn **Allow Sign Up Only For Mapped Users** off; it is on in a new installation',
      place: mapped?.place ?? anchorOf(plan, stated.given),
      expected: 'a group map, or Off',
      actual: stated.text('mapped_users_only') ?? 'not entered, so on',
    })
  }
  // The guide says itself what becomes of users outside the map: its quotation and its setting must agree.
  const quoted = plan.facts.find(
    (fact) => fact.kind === 'message' && signUpRestricted.startsWith(fact.text.replace(/\W*$/, '')),
  )
  if (mapped && mappedOnly === false && stated.rows.length > 0 && quoted) {
    reports.push({
      message:
        'Users outside the group map get an account as well, while the guide quotes the message that refuses them',
      help: 'Turn **Allow Sign Up Only For Mapped Users** on, or leave the message out',
      place: mapped.place,
      expected: 'On',
      actual: stated.text('mapped_users_only'),
      related: [{ message: 'the message is quoted here', place: quoted.place }],
    })
  }
  return reports
}
