import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { guidesIn, pairOf } from '../plugins/vitest-guide/guides.ts'
import { planReader } from '../plugins/vitest-guide/read.ts'
import { loadRules } from '../src/rules/index.ts'
import { checkPlan } from '../src/verify/check.ts'
import { createInstances } from '../src/verify/instances.ts'
import { openProducts } from '../src/verify/products.ts'
import { runVerification } from '../src/verify/run.ts'
import { subjectOf } from '../src/verify/subject.ts'

/*
 * Guides that make the mistakes that published guides make, in our own words, and what must be said of them: beside
 * each guide stands the list of its mistakes, with the line, the rule or step that reports it, and who is to blame.
 */

interface Reported {
  line: number
  /** A rule's id, or the id of a step of the verification. */
  by: string
  blame: string
  message: string
}

const root = resolve(import.meta.dirname, '..')
const products = openProducts()
const instances = createInstances()
afterAll(() => instances.stop())

const known = new Map<string, Promise<Reported[]>>()
function reportedOf(file: string): Promise<Reported[]> {
  const reported = known.get(file) ?? carriedOut(file)
  known.set(file, reported)
  return reported
}

/** What the rules find, and the steps that fail when the guide is carried out. */
async function carriedOut(file: string): Promise<Reported[]> {
  const pair = pairOf(file)
  const [provider, application] = [
    await products.provider(pair.provider),
    await products.application(pair.application),
  ]
  const { plan, planHash } = await planReader(root)(file, provider, application)
  const subject = subjectOf(provider, application)
  const checked = checkPlan(plan, subject, await loadRules(), products.others(pair))
  const { steps } = await runVerification(plan, { subject, instances, checked, planHash })
  const found = checked.findings.map(({ ruleId, place, message }) => ({
    ...{ line: place.start.line, by: ruleId, blame: 'guide', message },
  }))
  const failed = steps
    .filter(({ kind, outcome }) => outcome === 'failed' && kind !== 'finding' && kind !== 'word')
    .map(({ id, place, blame, message }) => ({
      ...{ line: place.start.line, by: id, blame: String(blame), message },
    }))
  return [...found, ...failed]
}

const told = ({ line, by, blame }: Omit<Reported, 'message'>) => `line ${line}: ${by} (${blame})`

const seeds = guidesIn(resolve(root, 'fixtures/seeds'), root)

test('there are five seeds', () => {
  expect(seeds.map((file) => pairOf(file).guide)).toEqual([
    'audiobookrequest/keycloak',
    'netbird/authentik',
    'palmr/authentik',
    'technitium/authentik',
    'technitium/pocket-id',
  ])
})

describe.each(seeds)('%s', (file) => {
  const expected: Array<Omit<Reported, 'message'> & { what: string }> = JSON.parse(
    readFileSync(resolve(root, file.replace(/\.md$/, '.expected.json')), 'utf8'),
  )

  test('each mistake is reported at its line, and nothing that is none', async () => {
    const reported = [...new Set((await reportedOf(file)).map(told))]
    const missed = expected.filter((one) => !reported.includes(told(one)))
    const beyond = reported.filter((one) => !expected.map(told).includes(one))
    expect({ missed, beyond }).toEqual({ missed: [], beyond: [] })
  })
})

/** The mistakes that a reader loses an evening to. */
test.each<[string, { guide: string; line: number; by: string; says: string }]>([
  [
    'the discovery URL has the name of the provider where authentik wants the slug of the application',
    { guide: 'netbird/authentik', line: 40, by: 'urls/slug', says: 'netbird-client' },
  ],
  [
    'the supported scopes are missing',
    { guide: 'netbird/authentik', line: 39, by: 'configure', says: 'AUTH_SUPPORTED_SCOPES' },
  ],
  [
    'the provider URL is the whole issuer',
    {
      guide: 'palmr/authentik',
      line: 29,
      by: 'application/problem',
      says: 'Palmr appends `/application/o/authorize/`',
    },
  ],
  [
    'the application discards the edit of the scopes',
    { guide: 'palmr/authentik', line: 32, by: 'application/problem', says: 'discard' },
  ],
  [
    'the redirect scheme is http until it is changed',
    { guide: 'audiobookrequest/keycloak', line: 11, by: 'redirects/differ', says: 'http' },
  ],
  [
    'the claim groups of Keycloak cannot be saved',
    { guide: 'audiobookrequest/keycloak', line: 26, by: 'claims/not-listed', says: 'groups' },
  ],
  [
    'a menu that does not exist',
    { guide: 'technitium/authentik', line: 35, by: 'labels/unknown-control', says: 'Authentication' },
  ],
  [
    'a field that does not exist',
    { guide: 'technitium/authentik', line: 37, by: 'labels/unknown', says: 'Enable OIDC' },
  ],
  [
    'client_secret_basic',
    { guide: 'technitium/authentik', line: 41, by: 'labels/unknown', says: 'Token Endpoint Auth Method' },
  ],
  [
    'HS256 without a signing key',
    { guide: 'technitium/authentik', line: 25, by: 'tokens/signing', says: 'HS256' },
  ],
  [
    'roles in userinfo only',
    { guide: 'technitium/authentik', line: 27, by: 'claims/not-supplied', says: 'only in userinfo' },
  ],
  [
    'labels of groups that Pocket ID never had',
    { guide: 'technitium/pocket-id', line: 7, by: 'labels/unknown-control', says: '**Groups**' },
  ],
  [
    'labels of clients that Pocket ID never had',
    { guide: 'technitium/pocket-id', line: 15, by: 'labels/renamed', says: 'Restrict to allowed groups' },
  ],
  [
    'no minimum version for form_post',
    { guide: 'technitium/pocket-id', line: 7, by: 'versions/too-low', says: '2.7.0' },
  ],
])('%s', async (_, { guide, line, by, says }) => {
  const reported = await reportedOf(`fixtures/seeds/${guide}.md`)
  expect(reported).toContainEqual({ line, by, blame: 'guide', message: expect.stringContaining(says) })
})
