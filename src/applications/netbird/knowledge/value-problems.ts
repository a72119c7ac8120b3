import type { Report } from '../../../plan/finding.ts'
import { hostOf } from '../../../plan/hosts.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Assignment, Setup } from '../setup.ts'
import { portsOf } from './relying-party.ts'

/** Says what becomes of a value; null where it takes effect as written. */
type Check = (
  value: string,
  setup: Setup,
  plan: Plan,
) => { message: string; help: string; expected: string } | null

const oneOf =
  (choices: string[], otherwise: string): Check =>
  (value) =>
    choices.includes(value)
      ? null
      : {
          message: otherwise,
          help: `Write ${choices.map((one) => `\`${one}\``).join(' or ')}.`,
          expected: choices.join(' or '),
        }

/** Written bare into management.json, so anything else is no JSON (management.json.tmpl, v0.77.1). */
const jsonBoolean = oneOf(
  ['true', 'false'],
  'management.json gets it without quotes and is no JSON then: configure.sh stops in jq',
)

const path: Check = (value) =>
  value === '' || value.startsWith('/')
    ? null
    : {
        message: 'the dashboard joins it to its own address as it stands',
        help: 'Write a path of the dashboard that begins with a slash.',
        expected: `/${value}`,
      }

const checks: Readonly<Record<string, Check>> = {
  NETBIRD_DOMAIN: (value, _, plan) => {
    if (!/^[a-z0-9.-]+$/i.test(value.replace(/<[^<>]*>/g, 'token'))) {
      return {
        message: 'every address is made by writing `https://` before and a port or a path behind it',
        help: 'Write the bare host.',
        expected: 'a host',
      }
    }
    const declared = hostOf(plan, ['NetBird'])
    if (!declared || declared === value) return null
    return {
      message: 'dashboard and redirect URIs are made from it, and the guide gives NetBird another host',
      help: `Write \`${declared}\`.`,
      expected: declared,
    }
  },
  NETBIRD_AUTH_OIDC_CONFIGURATION_ENDPOINT: (value) =>
    /^https?:\/\//.test(value)
      ? null
      : {
          message: 'management fetches exactly this address and finds no scheme in it',
          help: 'Write the whole address of the discovery document.',
          expected: 'https://…',
        },
  NETBIRD_AUTH_SUPPORTED_SCOPES: (value) => {
    const absent = ['openid', 'profile', 'email'].filter((scope) => !value.split(' ').includes(scope))
    if (absent.length === 0) return null
    const message = absent.includes('openid')
      ? 'without `openid` the provider returns no ID token and the dashboard cannot sign in'
      : `without ${absent.map((scope) => `\`${scope}\``).join(' and ')} users are listed without name or email`
    return { message, help: 'Ask for `openid profile email` at least.', expected: 'openid profile email' }
  },
  NETBIRD_USE_AUTH0: oneOf(
    ['false'],
    'only `false` makes the dashboard read the discovery document; `true` is for Auth0, whose paths it then uses',
  ),
  NETBIRD_TOKEN_SOURCE: oneOf(
    ['accessToken', 'idToken'],
    'anything but exactly `idToken` means the access token',
  ),
  NETBIRD_DASH_AUTH_USE_AUDIENCE: oneOf(
    ['true', 'false'],
    'anything but exactly `false` leaves the audience parameter on',
  ),
  NETBIRD_AUTH_REDIRECT_URI: path,
  NETBIRD_AUTH_SILENT_REDIRECT_URI: path,
  NETBIRD_AUTH_PKCE_REDIRECT_URL_PORTS: (_, setup) =>
    portsOf(setup).every((port) => /^[0-9]{1,5}$/.test(port))
      ? null
      : {
          message: 'each entry is written behind `http://localhost:`',
          help: 'List port numbers, separated by commas without blanks.',
          expected: '53000',
        },
  NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN: jsonBoolean,
  NETBIRD_AUTH_PKCE_USE_ID_TOKEN: jsonBoolean,
  NETBIRD_AUTH_DEVICE_AUTH_USE_ID_TOKEN: jsonBoolean,
  NETBIRD_MGMT_IDP_SIGNKEY_REFRESH: jsonBoolean,
  NETBIRD_AUTH_PKCE_LOGIN_FLAG: oneOf(
    ['0', '1', '2'],
    'the login flag is a number: 0 sends prompt=login, 1 max_age=0, 2 neither',
  ),
  NETBIRD_MGMT_API_PORT: (value) =>
    /^[0-9]{0,5}$/.test(value)
      ? null
      : { message: 'it is written behind the domain', help: 'Write a port number.', expected: '33073' },
  NETBIRD_AUTH_DEVICE_AUTH_PROVIDER: (value, setup) => {
    const effective = setup.written('NETBIRD_AUTH_DEVICE_AUTH_CLIENT_ID') ? 'hosted' : 'none'
    return value === effective
      ? null
      : {
          message: `base.setup.env overwrites it; it becomes \`${effective}\``,
          help: 'It is `hosted` exactly when `NETBIRD_AUTH_DEVICE_AUTH_CLIENT_ID` is set: leave this line out.',
          expected: effective,
        }
  },
}

export function valueProblems(plan: Plan, setup: Setup): Report[] {
  return [...setup.assignments.flatMap((one) => judge(one, setup, plan)), ...promptLogin(plan, setup)]
}

function judge(one: Assignment, setup: Setup, plan: Plan): Report[] {
  const value = setup.written(one.key)
  // An earlier assignment of the same key has no say, an empty one is reported as missing.
  if (one.loss || value === '' || setup.of(one.key) !== one) return []
  const verdict = checks[one.key]?.(value, setup, plan)
  return verdict
    ? [
        {
          ...verdict,
          message: `\`${one.key}\` is \`${value}\`: ${verdict.message}`,
          place: one.place,
          actual: value,
        },
      ]
    : []
}

/** goauthentik/authentik issue 18507, netbirdio/netbird issue 3654: with prompt=login authentik asks for the login a second time. */
function promptLogin(plan: Plan, setup: Setup): Report[] {
  if (plan.provider !== 'authentik' || setup.assignments.length === 0) return []
  const key = 'NETBIRD_AUTH_PKCE_DISABLE_PROMPT_LOGIN'
  const sendsPrompt = setup.written(key) !== 'true' && setup.written('NETBIRD_AUTH_PKCE_LOGIN_FLAG') === '0'
  const place = setup.of(key)?.place ?? setup.place
  if (!sendsPrompt || !place) return []
  return [
    {
      message: `\`${key}\` is not \`true\`: the command line sends prompt=login, with which authentik asks for the login twice`,
      help: `Set \`${key}=true\`.`,
      place,
      expected: 'true',
      actual: setup.written(key),
    },
  ]
}
