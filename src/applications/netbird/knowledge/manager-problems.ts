import type { Report } from '../../../plan/finding.ts'
import type { Setup } from '../setup.ts'

/** Kinds of identity provider manager that management knows (management/server/idp/idp.go, v0.77.1). */
export const managers = [
  'none',
  'auth0',
  'azure',
  'keycloak',
  'zitadel',
  'authentik',
  'okta',
  'google',
  'jumpcloud',
  'pocketid',
  'dex',
]

/** configure.sh writes these names in camel case, the code reads them in capitals. */
const neverRead = ['NETBIRD_IDP_MGMT_EXTRA_PAT', 'NETBIRD_IDP_MGMT_EXTRA_GRPC_ADDR']

export function managerProblems(setup: Setup): Report[] {
  const manager = setup.of('NETBIRD_MGMT_IDP')
  const kind = setup.written('NETBIRD_MGMT_IDP')
  const reports: Report[] = []
  if (manager && !manager.loss && !managers.includes(kind.toLowerCase())) {
    reports.push({
      message: `\`NETBIRD_MGMT_IDP\` is \`${kind}\`: management stops with "invalid manager type: ${kind}"`,
      help: `Write one of ${managers.join(', ')}.`,
      place: manager.place,
      expected: managers.join(', '),
      actual: kind,
    })
  }
  for (const one of setup.assignments) {
    if (neverRead.includes(one.key)) {
      reports.push({
        message: `\`${one.key}\` has no effect: configure.sh copies it to a name that management does not read`,
        help: 'Enter the value in management.json by hand.',
        place: one.keyPlace,
      })
    } else if (one.key.startsWith('NETBIRD_IDP_MGMT_') && kind.toLowerCase() === 'none') {
      reports.push({
        message: `\`${one.key}\` has no effect: \`NETBIRD_MGMT_IDP\` is \`none\``,
        help: 'Set `NETBIRD_MGMT_IDP`, or leave the line out.',
        place: one.keyPlace,
      })
    }
  }
  return reports
}
