import { locatedIn } from '../../../plan/entered.ts'
import type { Report } from '../../../plan/finding.ts'
import type { Plan } from '../../../plan/plan.ts'
import { captures } from '../../../plan/read.ts'
import { readSetup, type Setup } from '../setup.ts'
import { atLeast } from '../versions.ts'
import { addresses } from './addresses.ts'
import { mappers } from './mappers.ts'

/** What Keycloak refuses, hides or ignores in this plan, or what keeps its reader outside. */
export function problems(plan: Plan, version: string): Report[] {
  const setup = readSetup(plan, version)
  if (setup.client.place === null) return []
  return [
    ...wrongKind(setup),
    ...missingSecret(plan, setup),
    ...hiddenSwitches(setup, version),
    ...addresses(setup),
    ...scopes(setup),
    ...mappers(plan, setup),
  ]
}

function wrongKind({ client }: Setup): Report[] {
  const type = client.given('protocol')
  const flow = client.given('standard_flow')
  return [
    ...(client.type === 'saml' && type
      ? [
          {
            message: 'A client of the type SAML speaks no OpenID Connect',
            help: 'Select `OpenID Connect` as **Client type**.',
            expected: 'OpenID Connect',
            actual: 'SAML',
            place: type.valuePlace,
          },
        ]
      : []),
    ...(!client.standardFlow && flow
      ? [
          {
            message:
              'Keycloak answers "Standard flow is disabled for the client" to an application that asks for a code',
            help: 'Leave **Standard flow** on.',
            expected: 'On',
            actual: 'Off',
            place: flow.valuePlace,
          },
        ]
      : []),
  ]
}

/** The tab Credentials is there for confidential clients only; the wizard starts with Client authentication off. */
function missingSecret(plan: Plan, { client }: Setup): Report[] {
  const capture = captures(plan).get('client_secret')
  if (capture?.side !== 'provider') return []
  const said = client.given('confidential')
  if (!client.confidential) {
    return [
      {
        message: 'A client with **Client authentication** off has no secret and no tab **Credentials**',
        help: 'Turn **Client authentication** on; in a new client it is off.',
        expected: 'On',
        actual: said ? 'Off' : 'nothing, which leaves it off',
        place: said?.valuePlace ?? capture.place,
      },
    ]
  }
  const authenticator = client.given('client_authenticator')
  if (client.authenticator.startsWith('client-secret') || !authenticator) return []
  return [
    {
      message: 'With this **Client Authenticator** Keycloak shows no client secret',
      help: 'Select `Client Id and Secret`.',
      expected: 'Client Id and Secret',
      place: authenticator.valuePlace,
    },
  ]
}

/** Source: CapabilityConfig, 26.7: these are shown or enabled under a condition. */
function hiddenSwitches({ client }: Setup, version: string): Report[] {
  const method = client.given('pkce_method')
  const needing = (['service_account_roles', 'authorization'] as const).flatMap(
    (field) => client.given(field) ?? [],
  )
  return [
    ...(method && client.pkceMethod === null && atLeast(version, '26.6')
      ? [
          {
            message: '**PKCE Method** is shown only while **Require PKCE** is on',
            help: 'Turn **Require PKCE** on, or leave the method out.',
            expected: 'Require PKCE: On',
            place: method.labelPlace,
          },
        ]
      : []),
    ...needing
      .filter(
        (one) => !client.confidential && /^(on|true|yes|enabled?)\b/i.test(locatedIn([one])[0]?.text ?? ''),
      )
      .map((one) => ({
        message: `**${one.label}** needs **Client authentication**`,
        help: 'Turn **Client authentication** on, or leave this off.',
        expected: 'Client authentication: On',
        place: one.labelPlace,
      })),
  ]
}

function scopes({ scopes }: Setup): Report[] {
  return scopes.flatMap(({ name, assigned }): Report[] => {
    if (/\s/.test(name.text)) {
      return [
        {
          message:
            'Applications separate scopes by spaces, so a client scope with a space in its name cannot be asked for',
          help: 'Name the scope without spaces.',
          actual: name.text,
          place: name.place,
        },
      ]
    }
    if (assigned !== null) return []
    return [
      {
        message: `The client scope \`${name.text}\` is never given to the client: a request for it ends in \`invalid_scope\``,
        help: 'Open the tab **Client scopes** of the client, click **Add client scope** and select it. An **Assigned type** counts for clients that are created afterwards.',
        expected: 'Add client scope',
        place: name.place,
      },
    ]
  })
}
