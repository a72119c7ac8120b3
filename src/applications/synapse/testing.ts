import { extractPlan } from '../../../plugins/remark-guide/index.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Vocabulary } from '../../plan/vocabulary.ts'
import { type House, issuer, openHouse } from '../_shared/testing/house.ts'
import type { Person } from '../_shared/testing/provider.ts'
import synapse from './index.ts'
import { vocabulary } from './vocabulary.ts'

export { issuer, person, secret, user } from '../_shared/testing/house.ts'

export const base = 'https://matrix.company/'
export const callback = `${base}_synapse/client/oidc/callback`

/** A good homeserver.yaml, by lines; a test changes some of them. */
const file = `public_baseurl: "${base}"

oidc_providers:
  - idp_id: "company"
    idp_name: "Company"
    issuer: "${issuer}"
    client_id: "synapse"
    client_secret: "<client_secret>"
    scopes: ["openid", "profile"]
    user_mapping_provider:
      config:
        localpart_template: "{{ user.preferred_username }}"
        display_name_template: "{{ user.name }}"
`

/** Only members come in. */
export const restriction = `    attribute_requirements:
      - attribute: "groups"
        value: "staff"
`

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

/** The plan of a guide with this file in it, changed before it is read; `more` stands below the file. */
export function guide(change: (text: string) => string = (text) => text, more = ''): Plan {
  const text = `# Matrix Synapse with Ostium

The following placeholders are used in this guide:

- \`matrix.company\` is the FQDN of the Synapse installation.

## Ostium configuration

Take note of the **Client Secret** value.

## Synapse configuration

\`\`\`yaml title="homeserver.yaml"
${change(file)}\`\`\`

${more}
`
  return extractPlan({
    file: 'docs/synapse/ostium.md',
    root: '/',
    readFile: () => text,
    vocabularies: { provider, application: vocabulary },
  })
}

/** Replaces the line of a key, or takes it out. */
export const line = (key: string, by: string | null) => (text: string) => {
  const pattern = new RegExp(`^( *(?:- )?)${key}:.*\\n`, 'm')
  if (!pattern.test(text)) throw new Error(`No line of ${key} in the file`)
  return text.replace(pattern, (_, indent: string) => (by === null ? '' : `${indent}${key}: ${by}\n`))
}

/** Synapse of this guide, opposite a provider with these people; not configured yet. */
export function house(plan: Plan, people: Person[], { client, ...more }: Partial<House> = {}) {
  const registered = { redirect_uris: [callback], token_endpoint_auth_method: 'client_secret_basic' as const }
  return openHouse({ application: synapse, plan, people, client: { ...registered, ...client }, ...more })
}
