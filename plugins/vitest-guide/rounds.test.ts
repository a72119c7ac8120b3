import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openKeeper, stopAll } from '../../src/containers/keeper.ts'
import { readEvidence } from '../../src/verify/evidence/ledger.ts'
import { formatMatrix } from '../../src/verify/matrix.ts'
import { openProducts } from '../../src/verify/products.ts'
import type { Line } from '../../src/verify/report.ts'
import { versionOf } from '../../src/verify/verdict.ts'
import { planReader } from './read.ts'
import { planRounds } from './rounds.ts'
import { containedFolders, project, rule } from './testing/fictional.ts'
import { type VerifyOptions, verifyGuides } from './verify.ts'

/*
 * Runs against real servers, seen without an engine: Acme ID's is a server of Node's own. Buttons had other names
 * before its version 2.0, which guides are held to.
 */

// Each run starts Vitest, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'acme-'))
  image('one')
  vi.stubEnv('TEST_ACME_FOLDER', folder)
  vi.stubEnv('XDG_CACHE_HOME', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
})

/** The image that there is now. */
const image = (digest: string) => writeFileSync(join(folder, 'digest'), digest)
const listed = (name: string) =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : []

function verify({ root, docs }: ReturnType<typeof project>, options: Partial<VerifyOptions> = {}) {
  return verifyGuides({
    ...{ root, docs, folders: containedFolders, words: [], tier: 'container', fresh: false },
    ...{ toolVersion: '0.1.0', ledger: join(root, 'static/verification') },
    read: async () => planReader(root),
    rules: async () => [rule],
    onLine() {},
    ...options,
  })
}

const told = (lines: readonly Line[]) =>
  lines.map(({ verdict, unchanged }) => [versionOf(verdict), verdict.outcome, unchanged ? 'known' : 'run'])
const pair = { application: 'bookshelf', provider: 'acme' }
const both = { providerVersions: ['1.0', '2.0'] }

test('one server a version, one after another; what holds with one version and not with the other is told', async () => {
  const here = project()
  const lines = await verify(here, both)
  expect(told(lines)).toEqual([
    ['1.0.3', 'drift', 'run'],
    ['2.0.0', 'verified', 'run'],
  ])
  expect([listed('started'), listed('stopped')]).toEqual([
    ['1.0.3', '2.0.0'],
    ['1.0.3', '2.0.0'],
  ])
  expect(process.env.TOUCHSTONE_ACME_URL).toBeUndefined()
  const paint = { error: String, warning: String, dim: String, bold: String }
  expect(formatMatrix(lines, paint).split('\n')).toEqual([
    'acme            1.0.3            2.0.0',
    'bookshelf/acme  ✗ drift (guide)  ✓ verified',
    '',
    'bookshelf/acme: verified with 2.0.0; drift with 1.0.3',
    expect.stringMatching(
      /^ {2}1\.0\.3: docs\/.*client\.mdx:1:33 "Create client" exists in Acme ID 1\.0: Acme ID 1\.0/,
    ),
  ])

  // Everything is known now, so that nothing is started.
  expect(told(await verify(here, both))).toEqual([
    ['1.0.3', 'drift', 'known'],
    ['2.0.0', 'verified', 'known'],
  ])
  expect(listed('started')).toEqual(['1.0.3', '2.0.0'])
})

test('the ledger keeps a verdict for each version, and that of the version guides are held to first', async () => {
  const here = project()
  const ledger = join(here.root, 'static/verification')
  await verify(here)
  await verify(here, { providerVersions: ['1.0'] })
  const evidence = readEvidence(ledger, pair)
  expect(evidence?.tiers.container).toMatchObject({
    ...{ outcome: 'verified', providerRelease: '2.0.0', providerDigest: 'sha256:one-2.0.0' },
    providerProvenance: { origin: 'official', version: '2.0.0' },
  })
  expect(evidence?.otherVersions).toMatchObject([
    { tier: 'container', providerRelease: '1.0.3', outcome: 'drift', providerDigest: 'sha256:one-1.0.3' },
  ])
  await verify(here, { ...both, tier: 'embedded' })
  expect(readEvidence(ledger, pair)?.otherVersions?.map((one) => `${one.tier} ${versionOf(one)}`)).toEqual([
    'container 1.0.3',
    'embedded 1.0',
  ])
})

test('"all" is every release that the driver can run, and every version that the stand-in knows', async () => {
  const versions = async (tier: 'embedded' | 'container', ...providerVersions: string[]) =>
    (
      await planRounds(['bookshelf/acme.mdx'], { tier, providerVersions }, openProducts(containedFolders))
    ).map(
      ({ server, providerVersion, held }) => `${server?.release ?? providerVersion}${held ? ' held' : ''}`,
    )
  expect(await versions('container', 'all')).toEqual(['1.0.3', '2.0.0 held'])
  expect(await versions('embedded', 'all')).toEqual(['1.0', '2.0 held'])
  expect(await versions('container')).toEqual(['2.0.0 held'])
  // One server, whatever it is called.
  expect(await versions('container', '2.0', 'v2.0.0', '2')).toEqual(['2.0.0 held'])
})

test('another image, guide, partial or tool is run again; the same of all is not', async () => {
  const here = project()
  const runs = async () => {
    await verify(here)
    return listed('started').length
  }
  const seen = [await runs()]
  image('two')
  seen.push(await runs())
  here.edit(here.file, { '`children`': '`kids`' })
  seen.push(await runs())
  here.edit(here.partial, { '`Bookshelf`': '`Shelf`' })
  seen.push(await runs())
  writeFileSync(join(here.root, 'package-lock.json'), '{}')
  seen.push(await runs(), await runs())
  expect(seen).toEqual([1, 2, 3, 4, 5, 5])
})

test('a verdict belongs to the image that ran, not to the one that was there when the run began', async () => {
  writeFileSync(join(folder, 'remade'), '')
  const here = project()
  const [first] = await verify(here)
  expect(first?.verdict.providerDigest).toBe('sha256:one-2.0.0-remade')
  expect(told(await verify(here))).toEqual([['2.0.0', 'verified', 'run']])
})

test('a server at an address is what its variable says: by that version guides are held to it, remembered and recorded', async () => {
  const rounds = (...providerVersions: string[]) =>
    planRounds(
      ...([['bookshelf/acme.mdx'], { tier: 'container', providerVersions }] as const),
      openProducts(containedFolders),
    )
  vi.stubEnv('TOUCHSTONE_ACME_URL', 'http://127.0.0.1:1')
  vi.stubEnv('TOUCHSTONE_ACME_SOURCE', '1.0.4-rc1@4f1d2c9')
  expect(await rounds()).toMatchObject([
    {
      ...{ providerVersion: '1.0', held: false },
      server: { release: '1.0.4-rc1', version: '1.0', artifact: { provenance: { commit: '4f1d2c9' } } },
    },
  ])
  await expect(rounds('2.0')).rejects.toThrow(
    'TOUCHSTONE_ACME_URL is Acme ID 1.0.4-rc1, expected 2.0 as --provider-version says',
  )
  vi.stubEnv('TOUCHSTONE_ACME_SOURCE', '7.0.0@4f1d2c9')
  await expect(rounds()).rejects.toThrow('Acme ID 7.0.0 is not known, expected one of 1.0, 2.0')
  vi.stubEnv('TOUCHSTONE_ACME_SOURCE', 'yesterday')
  await expect(rounds()).rejects.toThrow('TOUCHSTONE_ACME_SOURCE is "yesterday", expected <version>@<commit>')

  const here = project()
  vi.stubEnv('TOUCHSTONE_ACME_SOURCE', '2.0.1@4f1d2c9')
  await verify(here)
  expect(told(await verify(here))).toEqual([['2.0.1', 'verified', 'known']])
  expect(readEvidence(join(here.root, 'static/verification'), pair)?.tiers.container).toMatchObject({
    ...{ providerVersion: '2.0', providerRelease: '2.0.1' },
    providerProvenance: { origin: 'built from source', version: '2.0.1', commit: '4f1d2c9' },
  })
})

test('what cannot be told apart is never remembered', async () => {
  vi.stubEnv('TOUCHSTONE_ACME_URL', 'http://127.0.0.1:1')
  const here = project()
  await verify(here)
  expect(told(await verify(here))).toMatchObject([['2.0.0', expect.anything(), 'run']])
})

test('a server that does not start is never drift, and the next version has its turn', async () => {
  image('broken')
  const lines = await verify(project(), both)
  expect(told(lines)).toEqual([
    ['1.0.3', 'infrastructure', 'run'],
    ['2.0.0', 'infrastructure', 'run'],
  ])
  expect(lines[0]?.verdict.steps[0]?.message).toBe('Acme ID did not start')
})

test('a version that does not exist, and several versions of one given server, are wrong questions', async () => {
  const here = project()
  await expect(verify(here, { providerVersions: ['2.0', '9.1'] })).rejects.toThrow('Acme ID 9.1 is not known')
  vi.stubEnv('TOUCHSTONE_ACME_URL', 'http://127.0.0.1:1')
  await expect(verify(here, both)).rejects.toThrow('TOUCHSTONE_ACME_URL names one server of Acme ID')
})

test('a server is kept between runs while its image is the same and it answers, and is replaced otherwise', async () => {
  const here = project()
  const said: string[] = []
  const removed: string[] = []
  const containers = {
    connect: async () => {},
    own: async () => [`container-${listed('started').length}`],
    remove: async (id: string) => void removed.push(id),
    logs: async (id: string) => [`${id} wrote this`],
  }
  const keeper = openKeeper((text) => said.push(text), containers)
  const run = () => verify(here, { keeper, fresh: true, ledger: null })
  for (let times = 0; times < 2; times++) expect(told(await run())).toEqual([['2.0.0', 'verified', 'run']])
  expect([listed('started'), listed('stopped'), said]).toEqual([['2.0.0'], [], []])

  image('two')
  await run()
  expect([listed('started').length, removed]).toEqual([2, ['container-1']])
  expect(said).toEqual(['The kept acme 2.0.0 runs another image than there is now: replacing it'])

  await stopAll(containers)
  expect([removed, await stopAll(containers)]).toEqual([['container-1', 'container-2'], []])
  await run()
  expect(listed('started').length).toBe(3)
})
