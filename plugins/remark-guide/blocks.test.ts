import { describe, expect, test } from 'vitest'
import { languageOf } from './blocks/language.ts'
import { planOf, say, textAt } from './testing/guide.ts'

describe('the language of a block: file name, then content, then label', () => {
  test.each([
    ['A=1\nB=2', 'yaml', null, 'dotenv'],
    ['A=1\nB=2', 'yaml', 'values.yaml', 'yaml'],
    ['export A=1', 'sh', null, 'dotenv'],
    ['docker compose up -d', 'sh', null, 'shell'],
    ['a: 1\nb:\n  - c', null, null, 'yaml'],
    ['{"a": 1}', null, null, 'json'],
    ['[a]\nb = 1', 'toml', null, 'toml'],
    ['b = 1', 'toml', null, 'toml'],
    ["<?php\n$x['y'] = 1;", 'yaml', null, 'php'],
    ['just words', null, null, 'text'],
    ['A=1', null, 'ledger.ini', 'ini'],
  ])('%j labelled %j in %j is %s', (text, label, destination, language) => {
    expect(languageOf(text, label, destination)).toBe(language)
  })
})

function block(info: string, text: string, before = '') {
  const page = `## Ledger\n\n${before}\n\n\`\`\`${info}\n${text}\n\`\`\`\n`
  const fact = planOf(page).facts.find((one) => one.kind === 'block')
  if (fact?.kind !== 'block') throw new Error('no block')
  const shown = fact.entries.map((entry) => `${entry.key} = ${say(entry.value)}`)
  const stands = fact.entries.map(({ value }) => textAt({ 'docs/ledger/ostium.mdx': page }, value.place))
  return { fact, shown, stands }
}

describe('entries of a block, with the places of their values', () => {
  test('dotenv: quotes, comments and export belong to the language', () => {
    const { shown, stands } = block(
      'env title="x.env"',
      '# A comment\nexport A="one two"  # more\nB=\'x\'\nC=a b\nD=',
    )
    expect(shown).toEqual(['A = one two', 'B = x', 'C = a b', 'D = '])
    expect(stands).toEqual(['one two', 'x', 'a b', ''])
  })

  test('yaml: paths of maps and lists, plain and quoted', () => {
    const { shown, stands } = block(
      'yaml title="ledger.yaml"',
      'providers:\n  - issuer: "https://ostium.company/"\n    scopes: [openid, profile]\nport: 80',
    )
    expect(shown).toEqual([
      'providers[0].issuer = https://ostium.company/',
      'providers[0].scopes[0] = openid',
      'providers[0].scopes[1] = profile',
      'port = 80',
    ])
    expect(stands).toEqual(['https://ostium.company/', 'openid', 'profile', '80'])
  })

  test('json, toml and ini', () => {
    expect(block('json title="a.json"', '{"a": {"b": "c"}}')).toMatchObject({
      shown: ['a.b = c'],
      stands: ['c'],
    })
    expect(block('toml title="a.toml"', '[a]\nb = "c"\nd = 1')).toMatchObject({
      shown: ['a.b = c', 'a.d = 1'],
      stands: ['c', '1'],
    })
    expect(block('ini title="a.ini"', '[a]\nb = c ; d')).toMatchObject({ shown: ['a.b = c ; d'] })
  })

  test('python: assignments of literals, with their comments', () => {
    const { fact, shown, stands } = block(
      'python title="ledger_local.py"',
      "SOURCES = ['oidc', \"local\"]  # in this order\nPROVIDERS = [\n    {\n        'ISSUER': 'https://ostium.company/',\n        'SCOPE': 'openid profile',\n        'SECRET': '<client_secret>',\n        'GROUPS': {'teams': ['a']},\n        'CHECK': True,\n    },\n]",
    )
    expect(shown).toEqual([
      'SOURCES[0] = oidc',
      'SOURCES[1] = local',
      'PROVIDERS[0].ISSUER = https://ostium.company/',
      'PROVIDERS[0].SCOPE = [openid, profile]',
      'PROVIDERS[0].SECRET = <client_secret>',
      'PROVIDERS[0].GROUPS.teams[0] = a',
      'PROVIDERS[0].CHECK = True',
    ])
    expect(stands).toEqual([
      ...['oidc', 'local', 'https://ostium.company/', 'openid profile', '<client_secret>', 'a', 'True'],
    ])
    expect(fact.entries.map(({ field }) => field).slice(2, 4)).toEqual(['issuer', 'scopes'])
    expect(fact.entries.map(({ keyPlace: { start } }) => start.line)).toEqual([6, 6, 9, 10, 11, 12, 13])
  })

  test('keys of the vocabulary are fields, lists and maps in one text are parted', () => {
    const { fact, shown } = block(
      'env title="deploy/ledger.env"',
      'LEDGER_SCOPES=openid profile\nLEDGER_ROLES=a:b,c:d\nOTHER=1',
    )
    expect(shown).toEqual(['LEDGER_SCOPES = [openid, profile]', 'LEDGER_ROLES = {a: b, c: d}', 'OTHER = 1'])
    expect(fact.entries.map(({ field }) => field)).toEqual(['scopes', 'roles', null])
  })

  test('a key in a list matches the vocabulary whatever its index', () => {
    const { fact } = block('yaml title="ledger.yaml"', 'providers:\n  - a: 1\n  - issuer: x')
    expect(fact.entries.map(({ field }) => field)).toEqual([null, 'issuer'])
  })
})

test('the destination is the title, else the file that the sentence before names', () => {
  expect(block('env title="a/b.env"', 'A=1').fact.destination).toBe('a/b.env')
  expect(block('yaml {title="c.yml"}', 'a: 1').fact.destination).toBe('c.yml')
  expect(block('env', 'A=1', 'Put this into `ledger.env`:').fact.destination).toBe('ledger.env')
  expect(block('env', 'A=1', 'Set these variables:').fact.destination).toBeNull()
})

test.each([
  ['yaml title="a.yaml"', 'a: [1, 2\nb: 3', 2],
  ['json title="a.json"', '{\n  "a": 1,\n  "b": [1}\n}', 3],
  ['toml title="a.toml"', 'a = 1\nb = = 2', 2],
  ['env title="a.env"', 'A=1\nthis is no pair', 2],
  ['python title="ledger_local.py"', "A = {\n  'b': 'c'\n  'd': 'e'\n}", 3],
])('%s that does not parse has a fault at its line', (info, text, line) => {
  const { fact } = block(info, text)
  // The fence opens in line 5 of the page.
  expect(fact.fault?.place.start.line).toBe(5 + line)
  expect(fact.fault?.reason).not.toBe('')
})

test.each([
  ['bash', 'docker compose up -d'],
  ['python title="tool.py"', 'A = 1'],
])('a command or a program is no block: %s', (info, text) => {
  expect(planOf(`## Ledger\n\n\`\`\`${info}\n${text}\n\`\`\`\n`).facts).toEqual([])
})
