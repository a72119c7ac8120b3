import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { factsOf } from '../../../plan/read.ts'
import { anchorOf, givenIn, writtenTexts } from '../../_shared/given.ts'
import { overwritten } from '../keys.ts'
import { dashboardOrigin, readSetup, type Setup } from '../setup.ts'
import { accountProblems } from './account-problems.ts'
import { managerProblems } from './manager-problems.ts'
import { valueProblems } from './value-problems.ts'

/** What NetBird would refuse, discard or ignore in this guide, or misses although no key list calls it required. */
export function problems(plan: Plan): Report[] {
  const setup = readSetup(plan)
  if (isConnectorGuide(plan, setup)) return accountProblems(plan)
  return [
    ...missing(plan, setup),
    ...lost(setup),
    ...ignored(setup),
    ...valueProblems(plan, setup),
    ...managerProblems(setup),
    ...accountProblems(plan),
    ...insecure(plan, setup),
  ]
}

/** The embedded provider is set up in a dialog, without setup.env: other facts hold there. */
export function isConnectorGuide(plan: Plan, setup: Setup): boolean {
  return setup.assignments.length === 0 && givenIn(plan).some((given) => given.field === 'connector_issuer')
}

/**
 * Keys without which nobody signs in, with the words of the program that stops.
 * The client ID has no check of its own: an empty one stops the dashboard container.
 */
const required = [
  [
    'NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT',
    'NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT property must be set in the setup.env file',
  ],
  ['NETBIRD_AUTH_CLIENT_ID', 'AUTH_CLIENT_ID or AUTH0_CLIENT_ID environment variable must be set'],
  ['NETBIRD_AUTH_AUDIENCE', 'AUTH_AUDIENCE or AUTH0_AUDIENCE environment variable must be set'],
  ['NETBIRD_AUTH_SUPPORTED_SCOPES', 'AUTH_SUPPORTED_SCOPES environment variable must be set'],
  ['NETBIRD_USE_AUTH0', 'USE_AUTH0 environment variable must be set'],
] as const

/** The first key that is missing, as the installation would report it; `present` tells whether a key has a value. */
export function firstMissing(present: (key: string) => boolean): { key: string; words: string } | null {
  const [key, words] = required.find(([name]) => !present(name)) ?? []
  return key && words ? { key, words } : null
}

function missing(plan: Plan, setup: Setup): Report[] {
  const place = setup.place ?? anchorOf(plan, givenIn(plan))
  const reports = required
    .filter(([key]) => setup.written(key) === '' && !setup.of(key)?.loss)
    .map(([key, words]) => ({
      message: `\`${key}\` has no value: ${words}`,
      help: `Set \`${key}\` in \`setup.env\`. Scopes are not preset since v0.21.8.`,
      place: setup.of(key)?.place ?? place,
      expected: key,
    }))
  if (dashboardOrigin(plan, setup)) return reports
  const message =
    '`NETBIRD_DOMAIN` has no usable value: NETBIRD_DOMAIN is not set, please update your setup.env file'
  return [
    {
      message,
      help: 'Set `NETBIRD_DOMAIN` to the host of the dashboard, without a scheme.',
      place: setup.of('NETBIRD_DOMAIN')?.place ?? place,
      expected: 'NETBIRD_DOMAIN',
    },
    ...reports,
  ]
}

function lost(setup: Setup): Report[] {
  return setup.assignments
    .filter((one) => one.loss)
    .map((one) => ({
      message: `\`${one.key}\` does not keep this value: ${one.loss}`,
      help: 'configure.sh sources setup.env with bash: put the value in double quotes and leave backticks out.',
      place: one.place,
    }))
}

function ignored(setup: Setup): Report[] {
  return setup.assignments
    .filter((one) => overwritten.includes(one.key))
    .map((one) => ({
      message: `\`${one.key}\` has no effect: base.setup.env, read after setup.env, sets it again`,
      help: 'Leave the line out, or change base.setup.env.',
      place: one.keyPlace,
    }))
}

/** PKCE needs `crypto.subtle`, which browsers give to secure pages only (@axa-fr/oidc-client, crypto.ts:60). */
function insecure(plan: Plan, setup: Setup): Report[] {
  const origin = dashboardOrigin(plan, setup)
  if (!origin) return []
  const plain = origin.replace('https:', 'http:')
  return factsOf(plan, 'url').flatMap(({ value }) =>
    writtenTexts(value)
      .filter(({ text }) => text === plain || text.startsWith(`${plain}/`) || text.startsWith(`${plain}:`))
      .map(({ text, place }) => ({
        message: `\`${text}\` is no secure address: the dashboard cannot sign anybody in there, since the browser keeps \`crypto.subtle\` from it`,
        help: 'Open the dashboard over https.',
        place,
        expected: text.replace('http:', 'https:'),
        actual: text,
      })),
  )
}
