import { describe, expect, test } from 'vitest'
import { planOf, told } from './testing/guide.ts'

const atProvider = (text: string) => told(planOf(`## Ostium configuration\n\n${text}\n`))
const atApplication = (text: string) => told(planOf(`## Ledger configuration\n\n${text}\n`))

describe('a setting in each of the ways in which guides state one', () => {
  test.each([
    ['- **Client type**: `Public`', ['Client type [client 1 client_type] = Public']],
    ['- **Client type:** `Public`', ['Client type [client 1 client_type] = Public']],
    ['- **Client type** _(optional)_: `Public`', ['Client type [client 1 client_type] = Public (optional)']],
    ['- **Client type**: Confidential', ['Client type [client 1 client_type] = Confidential']],
    ['- **Client type**: select **Public** as the type', ['Client type [client 1 client_type] = Public']],
    ['- Client type: `Public`', ['Client type [client 1 client_type] = Public']],
    ['- `Client type`: `Public`', ['Client type [client 1 client_type] = Public']],
    ['Set the **Client type** to `Public`.', ['Client type [client 1 client_type] = Public']],
    ['Set the client type to `Public`.', ['client type [client 1 client_type] = Public']],
    ['Enter `Public` as the **Client type**.', ['Client type [client 1 client_type] = Public']],
    [
      '| Field | Value |\n| --- | --- |\n| **Client type** | `Public` |',
      ['Client type [client 1 client_type] = Public'],
    ],
    ['Select `Public` under **Client type**.', ['Client type [client 1 client_type] = Public']],
    ['Pick `Public` in the list.', ['Client type [client 1 client_type] = Public']],
    ['- **Require PKCE**: On, as Ledger sends it', ['Require PKCE [client 1 pkce] = On']],
    ['- Turn **Require PKCE** off.', ['Require PKCE [client 1 pkce] = off']],
    ['- Enable **Require PKCE**.', ['Require PKCE [client 1 pkce] = On']],
    ['Leave **Require PKCE** off: Ledger cannot do it.', ['Require PKCE [client 1 pkce] = off']],
    ['- **Signing key**: leave empty', ['Signing key [client 1 signing_key] = ']],
    ['- Select any available signing key.', ['signing key [client 1 signing_key] = choice']],
    ['- **Name**: any name that you like', ['Name [client 1 name] = choice']],
    ['- **Unheard of**: `x`', ['Unheard of [client 1 null] = x']],
    ['Set "Client type" to `Public`.', ['Client type [client 1 client_type] = Public']],
    ['Set the client type to "Public".', ['client type [client 1 client_type] = Public']],
    ['* *Client type* – `Public`', ['Client type [client 1 client_type] = Public']],
    ['1. **Client type** = `Public`', ['Client type [client 1 client_type] = Public']],
    ['**Client type** is `Public`.', ['Client type [client 1 client_type] = Public']],
  ])('%j', (text, facts) => {
    expect(atProvider(text)).toEqual(facts)
  })
})

describe('redirect URIs', () => {
  const one = 'https://ledger.company/callback'
  const two = 'http://localhost:53000'
  test.each([
    [`- Set a \`Strict\` redirect URI to \`${one}\`.`, `${one} (Strict)`],
    [
      `- Add two \`Strict\` redirect URIs and set them to \`${one}\` and \`${two}\`.`,
      `[${one}, ${two}] (Strict)`,
    ],
    [`- **Redirect URIs**:\n  - Strict: \`${one}\`\n  - Strict: \`${two}\``, `[${one}, ${two}] (Strict)`],
    [`- **Redirect URIs**: \`Regex\`, \`https://.*\``, 'https://.* (Regex)'],
    [`1. Set the callback URL to:\n\n   \`\`\`\n   ${one}\n   \`\`\``, one],
    [`The redirect URI is \`${one}\`.`, one],
    [`Register these redirect URIs:\n\n- \`${one}\`\n- \`${two}\``, `[${one}, ${two}]`],
  ])('%j', (text, value) => {
    const [fact] = atProvider(text)
    expect(fact).toContain(`[client 1 redirect_uris] = ${value}`)
    expect(atProvider(text)).toHaveLength(1)
  })

  test('what stands behind a mode is the label, so that a misspelt one is seen', () => {
    expect(atProvider(`Set a \`Strict\` redirxct URI to \`${one}\`.`)).toEqual([
      `redirxct URI [client 1 null] = ${one} (Strict)`,
    ])
  })

  test('a sentence about redirect URIs that registers none is no setting', () => {
    expect(atProvider('Ostium refuses a redirect URI that it does not know.')).toEqual([])
  })
})

describe('what is noted at the provider and used at the application', () => {
  test.each([
    [
      '- Take note of the **Client ID**, **Client Secret** and **slug** values.',
      ['client_id', 'client_secret', 'tenant_slug'],
    ],
    ['Copy the `Client ID` and the `Client Secret`.', ['client_id', 'client_secret']],
    ['Press nothing yet, open the client and copy its Client ID.', ['client_id']],
    ['- Client ID: copy this for later', ['client_id']],
    ['- Take note of the **Client Key**.', ['client_key']],
  ])('noted: %j', (text, names) => {
    const captures = planOf(`## Ostium\n\n${text}`).facts.filter((fact) => fact.kind === 'capture')
    expect(captures.map((fact) => fact.name)).toEqual(names)
  })

  test.each([
    ['- **Client ID**: the Client ID from Ostium'],
    ['- **Client ID**: `<Your Client ID>`'],
    ['- **Client ID**: `<client_id>`'],
    ['- **Client ID**: `<Client-ID from above>`'],
    ['Paste the Client ID into **Client ID**.'],
    ['Enter the `Client ID` into the **Client ID** field.'],
    ['Enter the `Client ID` from Ostium in the `Client ID` field.'],
    ['Enter the `Client ID` from Ostium.'],
    ['Paste the noted Client ID into **Client ID**.'],
    ['* *Client ID* – the one from above'],
    ['- **Client ID**: `your-client-id`'],
    ['- **Client ID**: `{client_id}`'],
    ['- **Client ID**: xxxxx'],
    ['- **Client ID**: `CLIENT_ID_FROM_ABOVE`'],
    ['- **Client ID**: enter the **Client ID** that you noted'],
  ])('used: %j', (text) => {
    expect(atApplication(text)).toEqual(['Client ID [settings 1 client_id] = <client_id>'])
  })

  test('a token within an address makes a template', () => {
    expect(atApplication('- **Issuer**: `https://ostium.company/<tenant-slug>/`')).toEqual([
      'Issuer [settings 1 issuer] = https://ostium.company/<tenant-slug>/ with tenant_slug',
    ])
  })
})

describe('steps', () => {
  test.each([
    ['1. Navigate to **People** > **Clients** and click **Create**.', ['go People > Clients', 'find Create']],
    ['1. Go to People → Clients and press Create.', ['go People > Clients', 'find Create']],
    ['1. Go to People, then Clients.', ['go People > Clients']],
    ['1. Navigate to **Clients**.', ['go Clients']],
    [
      '1. Open the tab **Keys** of the client, click **Add**, and **Save**.',
      ['find Keys', 'find Add', 'find Save'],
    ],
    ['1. Set the following under **Advanced**:', ['find Advanced']],
    ['1. Hit **+ Create**.', ['find Create']],
    ['1. Click Create in the corner.', ['find Create']],
    ['1. Click `Create`.', ['find Create']],
    ['1. Press "Create".', ['find Create']],
    ['1. Visit Clients.', ['go Clients']],
    ['1. Open **Clients / Create**.', ['go Clients > Create', 'find Create']],
    ['1. Clients / Create', ['go Clients > Create']],
  ])('%j', (text, facts) => {
    expect(atProvider(text)).toEqual(facts)
  })
})

test('which group a name belongs to: a new one for each that the guide makes', () => {
  expect(
    atProvider(
      [
        '### Create the groups',
        '1. Click **Create group**.',
        '2. Set the following:\n   - **Name**: `admins`',
        'Create a second group:',
        '1. Click **Create group**.',
        '2. Set the following:\n   - **Name**: `readers`',
        'Then create the groups `a` and `b`.',
        '### Create a client',
        '- **Name**: `Ledger`',
      ].join('\n\n'),
    ).filter((line) => line.startsWith('Name')),
  ).toEqual([
    'Name [group 1 name] = admins',
    'Name [group 2 name] = readers',
    'Name [group 3 name] = a',
    'Name [group 4 name] = b',
    'Name [client 1 name] = Ledger',
  ])
})

test('the last button of a form opens no further object', () => {
  const facts = atProvider(
    '### Create a client\n\n1. Set this:\n   - **Name**: `Ledger`\n2. Click **Create client**.\n\n- **Client type**: `Public`',
  )
  expect(facts).toContain('Client type [client 1 client_type] = Public')
})

test('a step that names an object goes on with it', () => {
  const facts = atProvider(
    '### Create a client\n\n1. Set this:\n   - **Name**: `Ledger`\n2. Set this in the step **Configure Client**:\n   - **Client type**: `Public`',
  )
  expect(facts).toContain('Client type [client 1 client_type] = Public')
})

test('an expression is the fence below its label, or the code behind it', () => {
  expect(
    atProvider(
      '- **Scope name**: `groups`\n- **Expression**:\n\n  ```python\n  return {\n      "a": 1,\n  }\n  ```',
    ),
  ).toEqual([
    'Scope name [scope 1 scope_name] = groups',
    'expression [scope 1 expression] return {\n    "a": 1,\n}',
  ])
  expect(atProvider('- **Expression**: `return {}`')).toEqual(['expression [scope 1 expression] return {}'])
})

test('a table with the headings of a map is one value', () => {
  expect(
    atApplication(
      'Add rows to **Role map (optional)**:\n\n| Remote group | Role |\n| --- | --- |\n| `admins` | Boss |',
    ),
  ).toContain('Role map (optional) [settings 1 roles] = {admins: Boss}')
})

test.each([
  ['- **Role map**:\n  - `admins` → `Boss`\n  - `readers` → `Guest`'],
  ['- Role map:\n  - Remote group: `admins`, Role: `Boss`\n  - Remote group: `readers`, Role: `Guest`'],
  ['In the role map, map `admins` to `Boss` and `readers` to `Guest`.'],
])('rows of a map without a table: %j', (text) => {
  expect(atApplication(text)).toEqual([
    expect.stringMatching(/\[settings 1 roles\] = \{admins: Boss, readers: Guest\}$/),
  ])
})

test('a table whose columns are fields makes an object of each row', () => {
  expect(atProvider('| Scope name | Expression |\n| --- | --- |\n| `a` | `x` |\n| `b` | `y` |')).toEqual([
    'Scope name [scope 1 scope_name] = a',
    'Expression [scope 1 expression] = x',
    'Scope name [scope 2 scope_name] = b',
    'Expression [scope 2 expression] = y',
  ])
})

test('several values that are added to one field', () => {
  const expected = ['Scopes [settings 1 scopes] = [openid, email]']
  expect(atApplication('Add `openid` and `email` to **Scopes**.')).toEqual(expected)
  expect(atApplication('The Scopes are `openid` and `email`.')).toEqual(expected)
})

test('versions that are needed and versions that were tried', () => {
  const plan = planOf(
    'This guide needs Ledger Server 15.1 or later.\n\nIt is written for these versions:\n\n- **Ledger Server**: 15.2\n- **Ostium**: 2026.5.1-rc1\n',
  )
  expect(told(plan)).toEqual([
    'version application >=15.1.0 (minimum)',
    'version application 15.2.0 (tested)',
    'version provider 2026.5.1-rc1 (tested)',
  ])
})

test('an exact version counts where versions are stated, not in a step', () => {
  expect(atApplication('This was tested with Ledger 3.1.')).toEqual([])
})

test('what is copied into a field is entered, not noted', () => {
  expect(atApplication('Copy the Client ID into **Client ID**.')).toEqual([
    'Client ID [settings 1 client_id] = <client_id>',
  ])
})

test('a version in passing is no statement about what the guide needs', () => {
  expect(told(planOf('Since Ledger 3.1 there is a dark theme.'))).toEqual([])
})

describe('placeholders', () => {
  test.each([
    [
      'The following placeholders are used:\n\n- `ledger.company` is the FQDN of Ledger.\n- `<realm>` is your realm.',
      ['placeholder ledger.company: the FQDN of Ledger', 'placeholder <realm>: your realm'],
    ],
    [
      'Ledger runs at `ledger.example.com`, Ostium at `ostium.example.com`.',
      ['placeholder ledger.example.com: Ledger runs at', 'placeholder ostium.example.com: Ostium at'],
    ],
    ['Replace `YOUR_DOMAIN` with your own.', ['placeholder YOUR_DOMAIN: with your own']],
  ])('%j', (text, facts) => {
    expect(told(planOf(`${text}\n\n## Ledger`))).toEqual(facts)
  })
})

test('messages are what stands in code, in a table or a list', () => {
  expect(
    told(
      planOf(
        '## Troubleshooting\n\n| Message | Cure |\n| --- | --- |\n| `It is off.` | Turn **X** on. |\n\n- `Gone`: wait.',
      ),
    ),
  ).toEqual(['message It is off.', 'message Gone'])
})

test('addresses that belong to no setting', () => {
  expect(
    atApplication(
      'Open `https://ledger.company/login`, or [the page](https://ledger.company/page), not [this](https://else.where/).',
    ),
  ).toEqual(['url https://ledger.company/login', 'url https://ledger.company/page'])
})

test('what was not understood is listed with its place', () => {
  const { coverage } = planOf('## Ledger\n\n- **Issuer**: `https://ostium.company/`\n- Wait for the moon.\n')
  expect(coverage).toMatchObject({ statements: 2, understood: 1 })
  expect(coverage.notUnderstood).toMatchObject([
    { text: 'Wait for the moon.', place: { start: { line: 4, column: 3 } } },
  ])
})

describe('a map of groups', () => {
  const table = (from: string, to: string) => `| ${from} | ${to} |\n| --- | --- |\n| \`admins\` | \`Admin\` |`
  const map = (text: string) => planOf(`## Ledger configuration\n\n${text}\n`).facts

  test('is known by both its headings, in either order', () => {
    expect(map(table('Remote group', 'Role'))).toMatchObject([
      { field: 'roles', value: { kind: 'map', entries: [{ from: { text: 'admins' } }] } },
    ])
    expect(map(table('Role', 'Remote group'))).toMatchObject([
      { field: 'roles', value: { entries: [{ from: { text: 'Admin' } }] } },
    ])
  })

  test.each([
    ['Remxte group', 'Role', 'Remxte group', 3],
    ['Remote group', 'Roxe', 'Roxe', 18],
  ])(
    'under the misspelt heading %s | %s is a setting with that label, at its place',
    (from, to, label, column) => {
      expect(map(table(from, to))).toMatchObject([
        {
          label,
          field: null,
          labelPlace: { start: { line: 3, column } },
          value: { kind: 'map' },
        },
      ])
    },
  )

  test('is no map under headings that mean something else', () => {
    expect(map(table('Remote group', 'Meaning'))).toEqual([])
  })
})
