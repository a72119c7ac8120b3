import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { accountSettings } from '../account.ts'

/** Settings of the dashboard that cancel each other (management/server/auth/manager.go:86-98, GroupsSettings.tsx). */
export function accountProblems(plan: Plan): Report[] {
  const account = accountSettings(plan)
  const { jwtGroups, claim, allowGroups, approval } = account.given
  const reports: Report[] = []
  if (!account.jwtGroups) {
    for (const given of [claim, allowGroups]) {
      if (!given) continue
      reports.push({
        message: `**${given.label}** has no effect: the field is shown and read only while **Enable JWT group sync** is on`,
        help: 'Turn **Enable JWT group sync** on.',
        place: jwtGroups?.place ?? given.labelPlace,
      })
    }
  } else if (account.claim === '' && jwtGroups) {
    reports.push({
      message: '**Enable JWT group sync** is on without a **JWT claim**: no group is found in the token',
      help: 'Say which claim lists the groups in **JWT claim**.',
      place: claim?.place ?? jwtGroups.place,
      expected: 'JWT claim',
    })
  }
  for (const { remote, local, localPlace } of account.expected) {
    if (remote === local) continue
    reports.push({
      message: `NetBird keeps the names of groups: \`${remote}\` of the token never becomes \`${local}\``,
      help: `Write \`${remote}\`.`,
      place: localPlace,
      expected: remote,
      actual: local,
    })
  }
  if (account.approval === 'required' && approval) {
    reports.push({
      message:
        '**User Approval Required** is on: every user after the first is refused with "user is blocked" until an administrator approves them',
      help: 'Tell the reader to click **Approve** under **Team** > **Users**, or turn the setting off.',
      place: approval.place,
    })
  }
  return reports
}
