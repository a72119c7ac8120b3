import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'

/*
 * The commands as scripts of others see them: run for real, on a guide of ours that is clean, on one that is known to
 * be wrong, and on machines and questions that allow no verdict.
 */

// Processes of their own take seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const root = resolve(import.meta.dirname, '..')
const seeds = ['--docs', 'fixtures/seeds']
/** Our own guides as if they were those of others: the ledger is left alone. */
const own = ['--docs', 'docs/integrations']
/** A guide about a provider that nobody has described. */
const strange = mkdtempSync(join(tmpdir(), 'strange-guides-'))
mkdirSync(join(strange, 'palmr'))
writeFileSync(join(strange, 'palmr/keystone.md'), '# Palmr with Keystone\n')
afterAll(() => rmSync(strange, { recursive: true }))

interface Run {
  code: number
  /** Standard output, each line parsed. */
  lines: Array<Record<string, unknown>>
  err: string
}

/** Runs a command with `--json`; a line of standard output that is no JSON object fails the test. */
function run(command: string, words: string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const script = [resolve(root, `scripts/${command}.ts`), ...words, '--json']
  return new Promise((done, fail) => {
    const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }
    execFile(process.execPath, script, options, (error, out, err) => {
      const lines = out.split('\n').filter((line) => line !== '')
      try {
        const code = typeof error?.code === 'number' ? error.code : 0
        done({ code, lines: lines.map((line) => JSON.parse(line)), err })
      } catch (reason) {
        fail(reason)
      }
    })
  })
}

const keys = (line: unknown) => Object.keys(Object(line)).sort()
const words = (text: string) => text.split(' ').sort()

const findingKeys = words('file line column endLine endColumn ruleId severity message expected actual guide')
const verdictKeys = words(
  'guide file application provider tier providerVersion applicationVersion applicationMode outcome blame logins assertions durationMs planHash steps',
)
const stepKeys = words('id kind file line column outcome blame expected actual message durationMs')
const mutationKeys = words('guide file line fact mutation outcome reportedFile reportedLine by')

test.concurrent('check: a clean guide says nothing and ends with 0', async () => {
  expect(await run('check', ['palmr/pocket-id'])).toEqual({ code: 0, lines: [], err: '' })
})

test.concurrent('check: a finding a line, and 1', async () => {
  const { code, lines, err } = await run('check', ['netbird/authentik', ...seeds])
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(lines.length).toBeGreaterThan(10)
  for (const line of lines) {
    expect(keys(line)).toEqual(findingKeys)
    expect(line).toMatchObject({ guide: 'netbird/authentik', file: 'fixtures/seeds/netbird/authentik.md' })
  }
})

test.concurrent('verify: a clean guide is one verdict, and 0', async () => {
  const { code, lines, err } = await run('verify', ['palmr/pocket-id', ...own, '--no-cache'])
  expect({ code, err, count: lines.length }).toEqual({ code: 0, err: '', count: 1 })
  const [verdict] = lines
  expect(keys(verdict)).toEqual(verdictKeys)
  expect(verdict).toMatchObject({ guide: 'palmr/pocket-id', outcome: 'verified', blame: null })
  const steps = lines.flatMap((line) => line.steps as unknown[])
  expect(steps.length).toBeGreaterThan(10)
  for (const step of steps) expect(keys(step)).toEqual(stepKeys)
})

test.concurrent('verify: drift names the step, its line and who is to blame, and is 1', async () => {
  const { code, lines } = await run('verify', ['netbird/authentik', ...seeds, '--no-cache'])
  expect(code).toBe(1)
  expect(lines).toMatchObject([{ outcome: 'drift', blame: 'guide', tier: 'embedded' }])
  const steps = lines[0]?.steps as Array<Record<string, unknown>>
  for (const step of steps) expect(keys(step)).toEqual(stepKeys)
  expect(steps.find(({ id }) => id === 'configure')).toMatchObject({
    ...{ kind: 'configure', outcome: 'failed', blame: 'guide' },
    ...{ file: 'fixtures/seeds/netbird/authentik.md', line: 39 },
  })
  const skipped = steps.filter(({ outcome }) => outcome === 'skipped')
  expect(skipped.length).toBeGreaterThan(0)
  for (const { message } of skipped) expect(message).not.toBe('')
})

test.concurrent('verify: a product that nobody knows is no drift but 3', async () => {
  const { code, lines } = await run('verify', ['--docs', strange])
  expect(code).toBe(3)
  expect(lines).toMatchObject([{ outcome: 'infrastructure', blame: 'infrastructure' }])
  expect(keys(lines[0])).toEqual(verdictKeys)
})

test.concurrent('verify: a machine without room for temporary files is no drift but 3', async () => {
  const { code, lines, err } = await run('verify', ['palmr/pocket-id', ...own, '--no-cache'], {
    TMPDIR: join(strange, 'gone'),
  })
  expect({ code, lines }).toEqual({ code: 3, lines: [] })
  expect(err).toContain('ENOENT')
})

test.concurrent('plan: one plan a line, and 0', async () => {
  const { code, lines, err } = await run('plan', ['palmr/pocket-id'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(lines).toMatchObject([{ schemaVersion: 1, guide: 'palmr/pocket-id', application: 'palmr' }])
})

test.concurrent('mutate: a mutation a line, the summary last, and 0', async () => {
  const { code, lines, err } = await run('mutate', ['palmr/pocket-id'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const mutations = lines.slice(0, -1)
  for (const line of mutations) expect(keys(line)).toEqual(mutationKeys)
  const last = lines.at(-1) as { summary: { mutations: number; red: number; atLine: number } }
  expect(keys(last)).toEqual(['summary'])
  expect(keys(last.summary)).toEqual(words('mutations red atLine sensitivity'))
  expect(last.summary.mutations).toBe(mutations.length)
  expect(last.summary.red).toBe(mutations.filter(({ outcome }) => outcome === 'red').length)
})

test.concurrent.each(['verify', 'mutate'])(
  '%s: a wrong name is 2, and says which is near',
  async (command) => {
    const { code, lines, err } = await run(command, ['palmr/pocket-di'])
    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(err).toBe(
      `No guide "palmr/pocket-di", did you mean "palmr/pocket-id"?\nSee npm run ${command} -- --help\n`,
    )
  },
)

test.concurrent('verify: a version that nobody has recorded is 2, and the known ones are named', async () => {
  const { code, lines, err } = await run('verify', ['technitium/keycloak', '--provider-version', '9.1'])
  expect({ code, lines }).toEqual({ code: 2, lines: [] })
  expect(err).toMatch(
    /^Keycloak 9\.1 is not known, expected one of 26\.4, .*; name the guides of one provider\n/,
  )
})

test.concurrent('check: what came with 2.14 is not found in 2.9', async () => {
  const { code, lines } = await run('check', ['palmr/pocket-id', '--provider-version', '2.9'])
  expect(code).toBe(1)
  expect(lines.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^Pocket ID 2\.9\.0 does not show \*\*Add client secret\*\* \(since 2\.14\.0\)/),
  )
})

test.concurrent('verify: a version in which labels had other names is drift, word by word', async () => {
  const { code, lines } = await run('verify', [
    'palmr/authentik',
    '--provider-version',
    '2026.2',
    '--no-ledger',
  ])
  expect(code).toBe(1)
  expect(lines).toMatchObject([{ providerVersion: '2026.2.0', outcome: 'drift', blame: 'guide' }])
  const steps = lines[0]?.steps as Array<Record<string, unknown>>
  const failed = steps.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)
  expect(failed).toEqual(
    expect.arrayContaining(['word/provider/new-application', 'word/provider/create-application']),
  )
})
