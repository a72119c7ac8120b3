import type { Report } from '../../plan/finding.ts'
import type { Plan } from '../../plan/plan.ts'
import { captures, statements } from '../../plan/read.ts'
import { locatedIn } from './read.ts'
import { readSetup, type Setup } from './setup.ts'
import { atLeast } from './versions.ts'

/** What Keycloak refuses, hides or ignores in this plan, or what keeps its reader outside. */
export function problems(plan: Plan, version: string): Report[] {
  const setup = readSetup(plan, version)
  if (setup.client.place === null) return []
  return [
    ...wrongKind(setup),
    ...missingSecret(plan, setup),
    ...hiddenSwitches(setup, version),
    ...redirects(setup),
    ...scopes(setup),
    ...mappers(plan, setup),
  ]
}

function wrongKind({ client }: Setup): Report[] {
  const type = client.given('client_type')
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
  const said = client.given('client_authentication')
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
    ...(method && client.pkceMethod === null && atLeast(version, '26.7')
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

function redirects({ client }: Setup): Report[] {
  const none =
    client.redirectUris.length === 0 && client.standardFlow && !client.given('redirect_uris')
      ? [
          {
            message:
              'A client without **Valid redirect URIs** gets "Invalid parameter: redirect_uri" for every request',
            help: "Enter the application's redirect URI under **Valid redirect URIs**.",
            expected: 'Valid redirect URIs',
            place: client.place!,
          },
        ]
      : []
  return [
    ...none,
    ...client.redirectUris.flatMap(({ text, place }): Report[] => {
      if (text.includes('#')) {
        return [
          {
            message: 'Keycloak refuses to save a redirect URI with a fragment',
            help: 'Leave the fragment out.',
            expected: text.split('#')[0],
            actual: text,
            place,
          },
        ]
      }
      const star = text.indexOf('*')
      if (star < 0 || (star === text.length - 1 && !text.includes('?'))) return []
      return [
        {
          message:
            'A `*` is a wildcard only at the very end of a redirect URI without a query, and a plain character elsewhere',
          help: 'Write the whole redirect URI.',
          actual: text,
          place,
        },
      ]
    }),
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

function mappers(plan: Plan, setup: Setup): Report[] {
  return setup.mappers.flatMap((mapper): Report[] => {
    if (mapper.kind === 'audience') return audience(setup, mapper)
    if (mapper.kind !== 'group-membership') return []
    const missing = mapper.claim
      ? []
      : [
          {
            message: 'A Group Membership mapper without **Token Claim Name** writes no claim',
            help: 'Enter the name of the claim, `groups` for most applications.',
            expected: 'Token Claim Name',
            place: mapper.place,
          },
        ]
    if (mapper.fullPathGiven || plainPathsUsed(plan, setup)) return missing
    return [
      ...missing,
      {
        message: `**Full group path** is on in a new mapper: the claim holds \`/${setup.groups[0]?.text ?? 'group'}\`, with a slash in front`,
        help: 'Say that **Full group path** is turned off, or write the paths at the application.',
        expected: 'Full group path: Off',
        actual: 'nothing, which leaves it on',
        place: mapper.place,
      },
    ]
  })
}

/** Whether the application's side speaks of groups by their paths. */
function plainPathsUsed(plan: Plan, { groups }: Setup): boolean {
  const paths = new Set(groups.map(({ text }) => `/${text}`))
  return statements(plan, 'application').some((one) => locatedIn([one]).some(({ text }) => paths.has(text)))
}

/** The field offers the realm's clients. */
function audience({ client }: Setup, mapper: Setup['mappers'][number]): Report[] {
  const clientId = client.clientId
  if (!mapper.audience || !clientId || mapper.audience.text === clientId.text) return []
  if (!mapper.audience.place || mapper.audience.value.kind !== 'literal' || clientId.value.kind !== 'literal')
    return []
  return [
    {
      message: `The audience \`${mapper.audience.text}\` is not the client that the guide creates (\`${clientId.text}\`)`,
      help: 'Select the client itself under **Included Client Audience**.',
      expected: clientId.text,
      actual: mapper.audience.text,
      place: mapper.audience.place,
    },
  ]
}
