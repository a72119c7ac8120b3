import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Place } from '../../src/plan/place.ts'
import type { Rule } from '../../src/plan/rule.ts'
import { judge } from './judge.ts'
import { fuzz, targetsIn } from './run.ts'
import { JudgingThread } from './thread.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = 'docs/integrations/palmr/keycloak.mdx'
const text = readFileSync(resolve(root, guide), 'utf8')
/** Without its partials. */
const page = text.replaceAll(/^import .*$/gm, '')
const runs = Number(process.env.FUZZ_RUNS ?? 200)
const seed = Number(process.env.FUZZ_SEED ?? 20)

test(
  `${runs} damaged guides (FUZZ_RUNS), seed ${seed} (FUZZ_SEED): no crash, no hang, each fault at its place`,
  async () => {
    const { failures, outcomes, findings } = await fuzz({ root, runs, seed, limit: 5000 })
    expect(failures).toEqual([])
    // The damage is worth something: texts that can still be read, that are no MDX any more, and that cannot be composed.
    expect(outcomes.read).toBeGreaterThan(runs / 2)
    expect(outcomes['read as plain Markdown']).toBeGreaterThan(runs / 20)
    expect(outcomes.refused).toBeGreaterThan(0)
    expect(findings).toBeGreaterThan(runs)
  },
  runs * 1000,
)

test('everything that readers see may be damaged: guides, each partial that one includes, guides of other hands', () => {
  const files = targetsIn(root).map(({ file }) => file)
  expect(files).toContain(guide)
  expect(files).toContain('docs/integrations/_partials/providers/keycloak/secret.mdx')
  expect(files).toContain('fixtures/seeds/palmr/authentik.md')
  expect(new Set(files).size).toBe(files.length)
})

/** Says whatever it is given to say, wherever. */
const rule = (check: () => Place): Rule => ({
  ...({ id: 'fuzz/test', severity: 'error', summary: '', help: '' } as const),
  *check() {
    yield { message: 'There', help: 'Here', place: check() }
  },
})
const placed = (point: Place['start'], end = point): Place => ({
  file: guide,
  start: point,
  end,
  includes: [],
})

test('a crash is told with its stack, not taken for a fault of the guide', async () => {
  const crashing = rule(() => {
    throw new Error('out of order')
  })
  const { complaints } = await judge(root, guide, () => page, [crashing], [])
  expect(complaints).toEqual([expect.stringMatching(/^crash: Error: out of order\n.*fuzz\.test\.ts/)])
})

test.each([
  ['a line that is not there', { line: 999, column: 1, offset: 10 }],
  ['a column behind the end of its line', { line: 1, column: 99, offset: 98 }],
  ['an offset of another line', { line: 2, column: 1, offset: 5 }],
  ['an offset behind the end', { line: 1, column: 1e7 + 1, offset: 1e7 }],
])('%s is no place', async (_, point) => {
  const here = { line: 1, column: 1, offset: 0 }
  const ask = (place: Place) => judge(root, guide, () => page, [rule(() => place)], [])
  expect((await ask(placed(here))).complaints).toEqual([])
  expect((await ask(placed(here, point))).complaints).toHaveLength(1)
})

test('a guide that cannot be composed is refused at a place: here every partial is the page again, under another name', async () => {
  expect(await judge(root, guide, () => text, [], [])).toMatchObject({ outcome: 'refused', complaints: [] })
})

test('a thread that does not come to an end is replaced', async () => {
  await using thread = new JudgingThread(root, 1)
  const asked = { guide, overlay: { [guide]: `${text}\n${'<!--x '.repeat(5000)}` } }
  expect((await thread.judge(asked)).complaints).toEqual(['hang: not done after 1 ms'])
  await using patient = new JudgingThread(root, 60_000)
  expect(await patient.judge({ guide, overlay: {} })).toMatchObject({ outcome: 'read', complaints: [] })
})
