import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  exitCodeOf,
  formatFailures,
  formatSummary,
  formatVerdict,
  type Line,
} from '../../src/verify/report.ts'
import { planReader } from './read.ts'
import { folders, project, rule } from './testing/fictional.ts'
import { type VerifyOptions, verifyGuides } from './verify.ts'

type Project = ReturnType<typeof project>
const paint = { error: String, warning: String, dim: String, bold: String }

function verify({ root, docs }: Project, options: Partial<VerifyOptions> = {}): Promise<Line[]> {
  return verifyGuides({
    ...{ root, docs, folders, words: [], tier: 'embedded', fresh: false, toolVersion: '0.1.0' },
    ledger: join(root, 'static/verification'),
    read: async () => planReader(root),
    rules: async () => [rule],
    onLine() {},
    ...options,
  })
}

const ledger = ({ root }: Project) => join(root, 'static/verification/bookshelf/acme.json')

test('a guide is run once: nothing changed means nothing is run, and the ledger stays as it is', async () => {
  const here = project()
  const [first] = await verify(here)
  expect(first).toMatchObject({ unchanged: false, verdict: { outcome: 'verified', logins: 6 } })
  const before = readFileSync(ledger(here), 'utf8')
  const [second] = await verify(here)
  expect(second).toMatchObject({ unchanged: true, verdict: { outcome: 'verified', logins: 6 } })
  expect(readFileSync(ledger(here), 'utf8')).toBe(before)
})

test('other words around the same facts are no reason to run, but the record follows the lines', async () => {
  const here = project()
  await verify(here)
  here.edit(here.file, { 'Bookshelf lends books': 'Bookshelf is a program.\n\nIt lends books' })
  const [line] = await verify(here)
  expect(line).toMatchObject({ unchanged: true })
  expect(line?.verdict.steps.find(({ id }) => id === 'login/web/in-librarians')?.place.start.line).toBe(38)
  expect(readFileSync(ledger(here), 'utf8')).toContain('"line":38')
})

test('a fact that changed is run again, in a partial too', async () => {
  const here = project()
  await verify(here)
  here.edit(here.partial, { '`{props.redirectUri}`': '`{props.redirectUri}/`' })
  const [line] = await verify(here)
  expect(line).toMatchObject({ unchanged: false, verdict: { outcome: 'drift', blame: 'guide' } })
})

test('drift is remembered and told again with its frame, until the line is corrected', async () => {
  const wrong = '`https://bookshelf.company/oidc/callback/`'
  const here = project({}, { '`{props.redirectUri}`': wrong })
  await verify(here)
  const [line] = await verify(here)
  expect(line).toMatchObject({ unchanged: true, verdict: { outcome: 'drift' } })
  const text = formatFailures(line!.verdict, (file) => readFileSync(join(here.root, file), 'utf8'), paint)
  expect(text).toContain(`${here.partial}:4:25 login: user in librarians (and 3 more)`)
  expect(text).toContain('> 4 |    - **Redirect URI**: `https://bookshelf.company/oidc/callback/`')
  expect(text).toContain(
    '  expected: https://bookshelf.company/oidc/callback\n  actual:   https://bookshelf.company/oidc/callback/\n',
  )
  expect(text).toContain('npm run verify -- bookshelf/acme')
  expect(exitCodeOf([line!.verdict])).toBe(1)
  here.edit(here.partial, { [wrong]: '`{props.redirectUri}`' })
  expect((await verify(here))[0]).toMatchObject({ unchanged: false, verdict: { outcome: 'verified' } })
})

test('without the cache everything is run, and what is known already is not written again', async () => {
  const here = project()
  await verify(here)
  const before = readFileSync(ledger(here), 'utf8')
  const [line] = await verify(here, { fresh: true })
  expect(line?.unchanged).toBe(false)
  expect(readFileSync(ledger(here), 'utf8')).toBe(before)
})

test("other hands' guides leave the ledger alone", async () => {
  const here = project()
  await verify(here, { ledger: null })
  expect(existsSync(join(here.root, 'static'))).toBe(false)
})

test('a product that nobody knows is no drift: it is said, and nothing is called verified', async () => {
  const here = project()
  writeFileSync(join(here.docs, 'bookshelf/keystone.mdx'), '# Bookshelf with Keystone\n')
  const lines = await verify(here, { words: ['bookshelf/keystone'] })
  expect(lines[0]?.verdict).toMatchObject({ outcome: 'infrastructure' })
  expect(lines[0]?.verdict.steps[0]?.message).toContain(
    'No provider "keystone" is known, expected one of acme',
  )
  expect(exitCodeOf(lines.map(({ verdict }) => verdict))).toBe(3)
})

test('a tier or version that the provider does not have is a wrong question', async () => {
  const here = project()
  await expect(verify(here, { tier: 'container' })).rejects.toThrow(
    'Acme ID has no driver for the container tier',
  )
  await expect(verify(here, { providerVersions: ['9.9.9'] })).rejects.toThrow(
    'Acme ID 9.9.9 is not known, expected one of 1.0.0',
  )
})

test('real servers: seconds, the version where there are several, and what was waited for', async () => {
  const [line] = await verify(project())
  const real = (providerRelease: string): Line => ({
    unchanged: false,
    verdict: { ...line!.verdict, tier: 'container', providerRelease, durationMs: 1640 },
  })
  expect(formatVerdict(real('1.0.3'), paint, true)).toMatch(
    /^bookshelf\/acme +1\.0\.3 +verified {2}6 logins, \d+ assertions, 1\.6 s$/,
  )
  expect(formatSummary([real('1.0.3'), real('2.0.0')], 30_000, 24_000)).toMatch(
    /^2 of 2 verdicts on 1 guide verified; 2 run, 0 unchanged; 12 logins and \d+ assertions in 30\.0 s; 24\.0 s of them until servers were ready; then 3\.0 s a guide$/,
  )
})

test('one line per guide, and a closing line that says what was done', async () => {
  const here = project()
  const [first] = await verify(here)
  expect(formatVerdict(first!, paint)).toMatch(
    /^bookshelf\/acme +verified {2}6 logins, \d+ assertions, \d+ ms$/,
  )
  const [second] = await verify(here)
  expect(formatVerdict(second!, paint)).toMatch(/unchanged$/)
  expect(formatSummary([second!], 40)).toBe(
    '1 of 1 guide verified; all unchanged, nothing was run; 0 logins and 0 assertions in 0.0 s',
  )
})
