import { describe, expect, test } from 'vitest'
import type { Place } from '../../src/plan/place.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { statements } from '../../src/plan/read.ts'
import type { Value } from '../../src/plan/value.ts'
import { planOf, say, textAt } from './testing/guide.ts'

const page = 'docs/ledger/ostium.mdx'
const site = {
  [page]: `---
title: Ledger with Ostium
---

import Client from '../_partials/client.mdx'
import Environment from '../_partials/environment.mdx'

## Ostium configuration

<Client name="Ledger" host="ledger.company" base="https://ledger.company">

- **Redirect URIs**: \`https://ledger.company/callback\`

</Client>

## Ledger configuration

<Environment issuer="https://ostium.company/<tenant_slug>/" />
`,
  'docs/_partials/client.mdx': `import Type from './type.mdx'

1. Set the following, and click **Create**:

   - **Name**: \`{props.name}\`

   {props.children}

   <Type kind={props.kind} />

2. Open \`https://{props.host}/\` and \`{props.base}/login\`.
`,
  'docs/_partials/type.mdx': '- **Client type**: `Public`\n- **Require PKCE**: On\n',
  'docs/_partials/environment.mdx': `Put this into \`ledger.env\`:

- first

  \`\`\`env title="ledger.env"
  # A comment
  LEDGER_ISSUER="{props.issuer}"
  LEDGER_SCOPES=openid profile   # two of them
  LEDGER_ROLES=admins:Boss,readers:Clerk
  \`\`\`
`,
}

const plan = planOf(site)

function valueUnder(label: string): Value {
  const all = [...statements(plan, 'provider'), ...statements(plan, 'application')]
  const found = all.find((one) => one.label === label)
  if (!found) throw new Error(`no statement ${label}`)
  return found.value
}

describe('the place of a value is exactly the text between the backticks', () => {
  test('in a partial of a partial, with the chain that leads there', () => {
    const { place } = valueUnder('Client type')
    expect(textAt(site, place)).toBe('Public')
    expect(place.file).toBe('docs/_partials/type.mdx')
    expect(place.includes.map((step) => `${step.file}:${step.start.line}`)).toEqual([
      `${page}:10`,
      'docs/_partials/client.mdx:9',
    ])
  })

  test('in the page, for a parameter: the value of the attribute', () => {
    const { place } = valueUnder('Name')
    expect([place.file, textAt(site, place), place.includes]).toEqual([page, 'Ledger', []])
    expect(place.start).toEqual({ line: 10, column: 15, offset: site[page].indexOf('Ledger" host') })
  })

  test('in the page, for what stands between the tags of a partial', () => {
    const { place } = valueUnder('Redirect URIs')
    expect([place.file, textAt(site, place)]).toEqual([page, 'https://ledger.company/callback'])
  })

  test('in the partial, for a text of which only a part is a parameter', () => {
    const fact = plan.facts.find((one) => one.kind === 'url')
    const place = fact?.kind === 'url' ? fact.value.place : null
    expect(fact?.kind === 'url' && say(fact.value)).toBe('https://ledger.company/')
    expect(place && textAt(site, place)).toBe('https://{props.host}/')
  })

  test('in the partial, for a text that begins with a parameter', () => {
    const fact = plan.facts.filter((one) => one.kind === 'url')[1]
    expect(fact && say(fact.value)).toBe('https://ledger.company/login')
    expect(fact && textAt(site, fact.value.place)).toBe('{props.base}/login')
  })

  test('for a switch in prose', () => {
    expect(textAt(site, valueUnder('Require PKCE').place)).toBe('On')
  })
})

describe('the places of a block', () => {
  const block = plan.facts.find((fact) => fact.kind === 'block')
  const entries = block?.kind === 'block' ? block.entries : []

  test('keys, lines and values are found behind the indent, without quotes and comments', () => {
    expect(entries.map((entry) => [textAt(site, entry.keyPlace), textAt(site, entry.value.place)])).toEqual([
      ['LEDGER_ISSUER', 'https://ostium.company/<tenant_slug>/'],
      ['LEDGER_SCOPES', 'openid profile'],
      ['LEDGER_ROLES', 'admins:Boss,readers:Clerk'],
    ])
    expect(entries.map((entry) => textAt(site, entry.place))[1]).toBe(
      'LEDGER_SCOPES=openid profile   # two of them',
    )
  })

  test('a value that is a parameter stands in the page', () => {
    expect(entries[0]?.value.place.file).toBe(page)
    expect(entries[0]?.keyPlace.file).toBe('docs/_partials/environment.mdx')
  })

  test('items of a list and sides of a map have places of their own', () => {
    const scopes = entries[1]?.value
    const roles = entries[2]?.value
    expect(scopes?.kind === 'list' && scopes.items.map((item) => textAt(site, item.place))).toEqual([
      'openid',
      'profile',
    ])
    expect(
      roles?.kind === 'map' &&
        roles.entries.map(({ from, to }) => [textAt(site, from.place), textAt(site, to.place)]),
    ).toEqual([
      ['admins', 'Boss'],
      ['readers', 'Clerk'],
    ])
  })
})

test('replacing the text at the place of a value changes that value and nothing else', () => {
  const before = values(plan)
  for (const [i, { place }] of before.entries()) {
    const after = values(planOf(replaced(place, 'zzz')))
    expect(
      after.map((value) => say(value)).filter((text, j) => text !== say(before[j] as Value)),
    ).toHaveLength(1)
    expect(say(after[i] as Value)).toContain('zzz')
  }
})

function values(of: Plan): Value[] {
  return [...statements(of, 'provider'), ...statements(of, 'application')]
    .map((one) => one.value)
    .filter((value) => value.kind !== 'list' && value.kind !== 'map')
}

function replaced(place: Place, text: string): Record<string, string> {
  const source = site[place.file as keyof typeof site]
  return {
    ...site,
    [place.file]: source.slice(0, place.start.offset) + text + source.slice(place.end.offset),
  }
}

test('places count lines and columns from one, and hold behind front matter, admonition titles and site variables', () => {
  const files = {
    'docs/ledger/ostium.md':
      '---\ntitle: x\n---\n\n:::note A title\n\nText.\n\n:::\n\n## Ledger\n\n- **Issuer**: `https://{{< sitevar name="h" nojs="ostium.company" >}}/` \n- **Scopes**: `openid`\n',
  }
  const read = planOf(files, 'docs/ledger/ostium.md')
  const [issuer, scopes] = statements(read, 'application')
  expect([issuer, scopes].map((one) => one && say(one.value))).toEqual(['https://ostium.company/', 'openid'])
  expect(scopes && textAt(files, scopes.value.place)).toBe('openid')
  expect(scopes?.value.place.start).toMatchObject({ line: 14, column: 16 })
  expect(issuer && textAt(files, issuer.value.place)).toBe(
    'https://{{< sitevar name="h" nojs="ostium.company" >}}/',
  )
})

test('lines that end as on Windows change no place', () => {
  const text =
    '## Ledger\r\n\r\n- **Scopes**: `openid`\r\n\r\n```env title="ledger.env"\r\nLEDGER_ISSUER=https://a.company/\r\nOTHER="x"\r\n```\r\n'
  const files = { 'docs/ledger/ostium.mdx': text }
  const given = statements(planOf(files), 'application')
  expect(given.map((one) => [say(one.value), textAt(files, one.value.place)])).toEqual([
    ['openid', 'openid'],
    ['https://a.company/', 'https://a.company/'],
    ['x', 'x'],
  ])
})
