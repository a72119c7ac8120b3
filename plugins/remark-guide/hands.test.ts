import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/plan/plan.ts'
import { leaves, type Statement, statements } from '../../src/plan/read.ts'
import type { Value } from '../../src/plan/value.ts'
import { vocabulariesFor } from '../../src/verify/catalogue.ts'
import { extractPlan, idsOf } from './index.ts'

/*
 * Guides in the styles of other projects, in our own words. From each the four facts must come that tie the two sides
 * together. A further guide is a file and its expectation beside it.
 */

interface Expected {
  provider: string
  redirectUris: string[]
  providerUrls: string[]
  clientId: string
}

const root = new URL('fixtures/hands', import.meta.url).pathname
const guides = globSync('*/*/*.{md,mdx}', { cwd: root }).sort()

test('there are guides of each corpus', () => {
  expect([...new Set(guides.map((file) => file.split('/')[0]))]).toEqual([
    'authelia',
    'authentik',
    'netbird',
    'plain',
    'pocket-id',
  ])
})

describe.each(guides)('%s', (file) => {
  const expected: Expected = JSON.parse(
    readFileSync(`${root}/${file.replace(/\.mdx?$/, '.expected.json')}`, 'utf8'),
  )

  test('with words that all guides use', () => {
    expect(found(extractPlan({ file, root, vocabularies: {} }), expected)).toEqual(expected)
  })

  test('with the words of the products that are known', async () => {
    const vocabularies = await vocabulariesFor(idsOf(file))
    expect(found(extractPlan({ file, root, vocabularies }), expected)).toEqual(expected)
  })
})

test('site variables with escaped quotes are expanded as well', () => {
  const plan = extractPlan({ file: 'authelia/bookshelf/authelia.md', root, vocabularies: {} })
  expect(plan.facts.flatMap((fact) => (fact.kind === 'placeholder' ? [fact.token] : []))).toEqual([
    'books.example.com',
    'auth.example.com',
  ])
})

/** What the plan says of the four, in the form of the expectation. */
function found(plan: Plan, expected: Expected): Expected {
  const atProvider = statements(plan, 'provider')
  const atApplication = statements(plan, 'application')
  const addresses = [
    ...atApplication.map((one) => one.value),
    ...plan.facts.flatMap((fact) => (fact.kind === 'url' ? [fact.value] : [])),
  ]
  return {
    provider: plan.provider,
    redirectUris: texts(atProvider.filter(named(/redirect|callback/))),
    providerUrls: expected.providerUrls.filter((url) =>
      addresses.flatMap(leaves).some((leaf) => shown(leaf) === url),
    ),
    clientId: clientIdOf([...atApplication, ...atProvider], plan),
  }
}

function named(pattern: RegExp) {
  return ({ field }: Statement) => field !== null && pattern.test(field) && !/logout/.test(field)
}

function texts(given: Statement[]): string[] {
  return given.flatMap(({ value }) => leaves(value)).map(shown)
}

function shown(value: Value): string {
  return value.kind === 'reference' ? `<${value.name}>` : 'text' in value ? value.text : ''
}

function clientIdOf(given: Statement[], plan: Plan): string {
  const [stated] = texts(given.filter(named(/(^|_)client_id$/)))
  const captured = plan.facts.some((fact) => fact.kind === 'capture' && fact.name === 'client_id')
  return stated ?? (captured ? '<client_id>' : '')
}
