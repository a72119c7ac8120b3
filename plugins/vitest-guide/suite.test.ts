import { resolve } from 'node:path'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { expect, test } from 'vitest'
import type { Reporter, TestCase } from 'vitest/node'
import { openProducts } from '../../src/verify/products.ts'
import { prepare } from './prepare.ts'
import { planReader } from './read.ts'
import { suiteOf } from './suite.ts'
import { folders, project, rule } from './testing/fictional.ts'
import { runProject } from './testing/run.ts'

type Project = ReturnType<typeof project>

/** Runs the guide of a project as Vitest does for anybody, and gives its tests. */
async function run(here: Project, testNamePattern?: string): Promise<TestCase[]> {
  const tests: TestCase[] = []
  const reporter: Reporter = { onTestCaseResult: (test) => void tests.push(test) }
  await runProject(here, reporter, { testNamePattern })
  return tests
}

const stateOf = (tests: TestCase[], name: string) => tests.find((test) => test.name === name)?.result().state

test('a guide is a test file: one test for each step, green when the guide is right', async () => {
  const tests = await run(project())
  expect(tests.length).toBeGreaterThan(15)
  expect(new Set(tests.map((test) => test.result().state))).toEqual(new Set(['passed']))
  expect(tests[0]?.fullName).toMatch(/^bookshelf\/acme > /)
})

test('a failure is the sentence of the partial, by file, line and column, and says which page includes it', async () => {
  const here = project({}, { '`{props.redirectUri}`': '`https://bookshelf.company/oidc/callback/`' })
  const failed = (await run(here)).find((test) => test.result().state === 'failed')
  const [error] = failed?.result().errors ?? []
  expect(error?.stacks?.[0]).toMatchObject({ file: resolve(here.root, here.partial), line: 4, column: 25 })
  expect(error?.message).toContain(`included by ${here.file}:22:1`)
  expect(error).toMatchObject({ expected: 'https://bookshelf.company/oidc/callback' })
  expect(failed?.location).toMatchObject({ line: 36 })
  expect(failed?.meta().touchstone?.result.place).toMatchObject({ file: here.partial })
})

test('one step can be chosen by its name, with what it needs', async () => {
  const tests = await run(project(), 'wrong secret')
  expect(tests.filter((test) => test.result().state === 'passed').map(({ name }) => name)).toEqual([
    'refusal: wrong secret',
  ])
})

test('a chosen step whose needs fail is red, not skipped', async () => {
  const tests = await run(project({ 'oidc/callback"': 'oidc/callback/"' }), 'wrong secret')
  expect(stateOf(tests, 'refusal: wrong secret')).toBe('failed')
})

test('a finding is a test too, red at its place', async () => {
  const tests = await run(project({ '## Preparation': '## Preparation of broken things' }))
  const failed = tests.filter((test) => test.result().state === 'failed')
  expect(failed.map(({ name }) => name)).toEqual(['no finding of rule fictional/no-broken-words'])
  expect(failed[0]?.result().errors?.[0]?.stacks?.[0]).toMatchObject({ line: 13 })
})

test('a guide that cannot be put together is red where it breaks', async () => {
  const tests = await run(project({ 'acme/client.mdx': 'acme/gone.mdx' }))
  expect(tests.map((test) => [test.name, test.result().state])).toEqual([
    ['the guide can be tried', 'failed'],
  ])
  expect(tests[0]?.result().errors?.[0]?.stacks?.[0]?.line).toBeGreaterThan(5)
})

test('the source map leads from each test to the sentence on the page and in the partial', async () => {
  const { root, file, partial } = project()
  const prepared = await prepare(file, {
    products: openProducts(folders),
    rules: [rule],
    read: planReader(root),
  })
  const { code, map } = suiteOf(prepared, root, {})
  const trace = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0])
  const lines = code.split('\n')
  const line = lines.findIndex((text) => text.includes('Redirect URI\\" exists')) + 1
  const at = (column: number) => originalPositionFor(trace, { line, column })
  expect(at(0)).toMatchObject({ source: resolve(root, file), line: 22, column: 0 })
  expect(at(lines[line - 1]!.indexOf('guide.run'))).toMatchObject({ source: resolve(root, partial), line: 4 })
})
