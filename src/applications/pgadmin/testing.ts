import { extractPlan } from '../../../plugins/remark-guide/index.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Vocabulary } from '../../plan/vocabulary.ts'
import { type House, issuer, openHouse } from '../_shared/testing/house.ts'
import type { Person } from '../_shared/testing/provider.ts'
import pgadmin from './index.ts'
import { vocabulary } from './vocabulary.ts'

export { issuer, person, secret, user } from '../_shared/testing/house.ts'

export const home = 'https://pgadmin.company'
export const callback = `${home}/oauth2/authorize`

/** A good config_local.py, by lines; a test changes some of them. */
const file = `AUTHENTICATION_SOURCES = ['oauth2', 'internal']
OAUTH2_CONFIG = [
    {
        'OAUTH2_NAME': 'company',
        'OAUTH2_DISPLAY_NAME': 'Company',
        'OAUTH2_CLIENT_ID': 'pgadmin',
        'OAUTH2_CLIENT_SECRET': '<client_secret>',
        'OAUTH2_SERVER_METADATA_URL': '${issuer}/.well-known/openid-configuration',
        'OAUTH2_SCOPE': 'openid email profile',
        'OAUTH2_USERNAME_CLAIM': 'preferred_username',
    },
]
`

/** Only members come in. */
export const restricted = (text: string) =>
  more("'OAUTH2_ADDITIONAL_CLAIMS': {'groups': ['staff']},")(text).replace(
    'openid email',
    'openid groups email',
  )

const provider: Vocabulary = {
  id: 'ostium',
  names: ['Ostium'],
  objects: [{ kind: 'client', words: ['client'] }],
  labels: [],
  controls: [],
  maps: [],
  formats: [],
  captures: [{ name: 'client_secret', words: ['Client Secret'] }],
}

/** The plan of a guide with this file in it, changed before it is read; `below` stands below the file. */
export function guide(
  change: (text: string) => string = (text) => text,
  below = '',
  fence = 'python title="config_local.py"',
): Plan {
  const text = `# pgAdmin with Ostium

The following placeholders are used in this guide:

- \`pgadmin.company\` is the FQDN of the pgAdmin installation.

## Ostium configuration

Take note of the **Client Secret** value.

## pgAdmin configuration

\`\`\`${fence}
${change(file)}\`\`\`

${below}
`
  return extractPlan({
    file: 'docs/pgadmin/ostium.md',
    root: '/',
    readFile: () => text,
    vocabularies: { provider, application: vocabulary },
  })
}

/** Replaces what stands behind a key up to its comma, or takes its line out; top-level settings are added where they are missing. */
export const line = (key: string, by: string | null) => (text: string) => {
  if (!key.startsWith('OAUTH2_') || key === 'OAUTH2_AUTO_CREATE_USER') {
    const without = text.replace(new RegExp(`^${key} = .*\\n`, 'm'), '')
    return by === null ? without : `${key} = ${by}\n${without}`
  }
  const pattern = new RegExp(`^( *'${key}': ).*,\\n`, 'm')
  if (!pattern.test(text)) throw new Error(`No line of ${key} in the file`)
  return text.replace(pattern, (_, lead: string) => (by === null ? '' : `${lead}${by},\n`))
}

/** Adds lines at the end of the provider's entry. */
export const more =
  (...lines: string[]) =>
  (text: string) =>
    text.replace('    },\n]', () => `${lines.map((one) => `        ${one}\n`).join('')}    },\n]`)

/** pgAdmin of this guide, opposite a provider with these people; not configured yet. */
export function house(plan: Plan, people: Person[], { client, ...rest }: Partial<House> = {}) {
  const registered = { redirect_uris: [callback], token_endpoint_auth_method: 'client_secret_basic' as const }
  return openHouse({ application: pgadmin, plan, people, client: { ...registered, ...client }, ...rest })
}
