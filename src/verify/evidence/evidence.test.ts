import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type StepResult, untried } from '../step.ts'
import type { Verdict } from '../verdict.ts'
import { VerdictCache } from './cache.ts'
import { ledgerFile, readEvidence, writeEvidence } from './ledger.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const point = { line: 7, column: 3, offset: 80 }
const place = { file: 'docs/integrations/bookshelf/acme.mdx', start: point, end: point, includes: [] }
const step: StepResult = {
  ...untried({ id: 'login/web/in-readers', kind: 'login', title: 'login: user in readers', place }),
  logins: 1,
  assertions: 3,
  durationMs: 12,
  claims: { groups: '["readers"]', email: '<string>' },
}
const verdict: Verdict = {
  guide: 'bookshelf/acme',
  file: place.file,
  application: 'bookshelf',
  provider: 'acme',
  tier: 'embedded',
  providerVersion: '1.0.0',
  applicationVersion: '2.0.0',
  applicationMode: 'profile',
  planHash: 'abc',
  outcome: 'verified',
  blame: null,
  logins: 1,
  assertions: 3,
  durationMs: 12,
  steps: [step],
}
const spring = new Date('2026-04-01T10:00:00Z')
const days = (n: number) => new Date(spring.getTime() + n * 24 * 60 * 60 * 1000)
const write = (one: Verdict, now: Date) => writeEvidence(one, { root, toolVersion: '0.1.0', now })

test('the record of a run can be read back, with steps, places, claims and an expiry', () => {
  expect(write(verdict, spring)).toBe(true)
  const evidence = readEvidence(root, verdict)
  expect(evidence?.tiers.embedded).toMatchObject({
    outcome: 'verified',
    claims: { email: '<string>', groups: '["readers"]' },
    date: '2026-04-01T10:00:00.000Z',
    expires: '2026-06-30T10:00:00.000Z',
    steps: [{ id: 'login/web/in-readers', line: 7, column: 3, outcome: 'passed' }],
  })
  expect(readFileSync(ledgerFile(root, verdict), 'utf8')).toMatch(/\}\n$/)
})

test('a step stands on a line of its own, whatever it says', () => {
  const said: StepResult = { ...step, outcome: 'failed', message: 'Title "A\\B"\nand more', actual: 'Zoë' }
  write({ ...verdict, outcome: 'drift', steps: [step, said] }, spring)
  const lines = readFileSync(ledgerFile(root, verdict), 'utf8').split('\n')
  expect(lines.filter((line) => line.includes('"login/web/in-readers"'))).toHaveLength(2)
  expect(readEvidence(root, verdict)?.tiers.embedded?.steps).toMatchObject([
    { message: step.message },
    { message: said.message, actual: 'Zoë' },
  ])
})

test('what ran is recorded for both products, and another image is news', () => {
  const ran = {
    providerImage: 'localhost/touchstone/acme:1.0.0',
    providerDigest: 'sha256:one',
    providerProvenance: { origin: 'built from packages' as const, version: '1.0.0' },
    applicationImage: 'localhost/mine/bookshelf:dev',
    applicationDigest: 'sha256:two',
    applicationProvenance: { origin: 'built from source' as const, version: '2.0.0', commit: '4f1d2c9' },
  }
  const real: Verdict = { ...verdict, tier: 'container', applicationMode: 'real', ...ran }
  write(real, spring)
  expect(readEvidence(root, verdict)?.tiers.real).toMatchObject(ran)
  expect(write({ ...real, applicationDigest: 'sha256:three' }, days(1))).toBe(true)
})

test('a run that learned nothing new leaves the file alone: time alone is nothing new', () => {
  write(verdict, spring)
  const before = readFileSync(ledgerFile(root, verdict), 'utf8')
  const slower = { ...verdict, durationMs: 99, steps: [{ ...step, durationMs: 99 }] }
  expect(write(slower, days(10))).toBe(false)
  expect(readFileSync(ledgerFile(root, verdict), 'utf8')).toBe(before)
})

test('scopes are a set: another order is nothing new', () => {
  const granted = (scope: string): Verdict => ({
    ...verdict,
    steps: [{ ...step, claims: { scope: JSON.stringify(scope) } }],
  })
  write(granted('openid profile email'), spring)
  expect(write(granted('email profile openid'), days(1))).toBe(false)
  expect(readEvidence(root, verdict)?.tiers.embedded?.claims).toEqual({ scope: '"email openid profile"' })
  expect(write(granted('openid profile'), days(1))).toBe(true)
})

test.for<[string, Partial<Verdict>]>([
  ['another plan', { planHash: 'def' }],
  ['another version', { providerVersion: '1.1.0' }],
  ['another outcome', { outcome: 'drift', blame: 'guide' }],
  ['a sentence that moved', { steps: [{ ...step, place: { ...place, start: { ...point, line: 8 } } }] }],
])('%s is news', ([, change]) => {
  write(verdict, spring)
  expect(write({ ...verdict, ...change }, days(1))).toBe(true)
})

test('evidence that expires soon is renewed', () => {
  write(verdict, spring)
  expect([write(verdict, days(59)), write(verdict, days(61))]).toEqual([false, true])
  expect(readEvidence(root, verdict)?.tiers.embedded?.date).toBe(days(61).toISOString())
})

test('a verdict on infrastructure is no news about the guide', () => {
  write(verdict, spring)
  expect(write({ ...verdict, outcome: 'infrastructure', blame: 'infrastructure' }, days(70))).toBe(false)
})

test('the verdict of another tier stays', () => {
  write({ ...verdict, tier: 'container' }, spring)
  write(verdict, days(1))
  expect(Object.keys(readEvidence(root, verdict)?.tiers ?? {}).sort()).toEqual(['container', 'embedded'])
})

test('a real application is not replaced by a later run with its profile', () => {
  const real = { ...verdict, tier: 'container', applicationMode: 'real' } as const
  write(real, spring)
  write({ ...real, applicationMode: 'profile' }, days(1))
  const { container, real: kept } = readEvidence(root, verdict)?.tiers ?? {}
  expect([container?.applicationMode, kept?.applicationMode]).toEqual(['profile', 'real'])
})

test('a damaged file is no evidence, and the next run replaces it', () => {
  write(verdict, spring)
  writeFileSync(ledgerFile(root, verdict), '{"schemaVersion":1}')
  expect(() => readEvidence(root, verdict)).toThrow()
  expect(write(verdict, spring)).toBe(true)
})

const key = { ...verdict, toolHash: 'tool', identity: 'sha256:one' }
const same = () => 'hash'

test('a verdict is known for the same text and the same tool, and for nothing else', () => {
  const cache = new VerdictCache(root)
  cache.store(verdict, key, 'embedded', { [verdict.file]: 'hash' })
  expect(cache.byText(verdict.file, 'embedded', 'tool', same)?.verdict).toEqual(verdict)
  expect(cache.byText(verdict.file, 'embedded', 'tool', () => 'other text')).toBeNull()
  expect(cache.byText(verdict.file, 'embedded', 'other tool', same)).toBeNull()
  expect(cache.byText(verdict.file, 'embedded 1.1.0', 'tool', same)).toBeNull()
})

test('a verdict is known for the same plan, whatever the wording', () => {
  const cache = new VerdictCache(root)
  cache.store(verdict, key, 'embedded', { [verdict.file]: 'hash' })
  expect(cache.byPlan(key)?.verdict).toEqual(verdict)
  for (const other of [
    { planHash: 'x' },
    { toolHash: 'x' },
    { providerVersion: 'x' },
    { applicationVersion: 'x' },
    { identity: 'sha256:two' },
  ])
    expect(cache.byPlan({ ...key, ...other })).toBeNull()
})

test('a known verdict has the date of its run, and one so old that the ledger would renew it is not believed', () => {
  const cache = new VerdictCache(root)
  cache.store(verdict, key, 'embedded', { [verdict.file]: 'hash' }, spring)
  const known = (now: Date) => [
    cache.byPlan(key, now)?.date,
    cache.byText(verdict.file, 'embedded', 'tool', same, now)?.date,
  ]
  expect(known(days(59))).toEqual([spring, spring])
  expect(known(days(61))).toEqual([undefined, undefined])
})

test('infrastructure is never remembered', () => {
  const cache = new VerdictCache(root)
  cache.store({ ...verdict, outcome: 'infrastructure' }, key, 'embedded', { [verdict.file]: 'hash' })
  expect(cache.byText(verdict.file, 'embedded', 'tool', same)).toBeNull()
  expect(() => statSync(join(root, 'node_modules'))).toThrow('ENOENT')
})
