import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { planSchema } from '../src/plan/schema.ts'

const root = resolve(import.meta.dirname, '..')
const hands = 'plugins/remark-guide/fixtures/hands/plain'

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, ['scripts/plan.ts', ...args], { cwd: root }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

test('a guide of another folder is printed with what was understood of it', async () => {
  const { code, out } = await run('ticketing/keycloak', '--docs', hands)
  expect(code).toBe(0)
  expect(out).toContain('ticketing/keycloak: Ticketing and Keycloak')
  expect(out).toContain('Valid redirect URIs = https://tickets.company/sso')
  expect(out).toMatch(/\d+ of \d+ statements became facts \(\d+ %\)/)
})

test('--json prints one plan a line and nothing else', async () => {
  const { code, out } = await run('--json', '--docs', hands)
  const plans = out
    .trim()
    .split('\n')
    .map((line) => planSchema.parse(JSON.parse(line)))
  expect([code, plans.map((plan) => plan.guide)]).toEqual([0, ['chat/authentik', 'ticketing/keycloak']])
})

test.each([
  ['a guide that does not exist', ['nobody/nowhere'], 2, 'No guide "nobody/nowhere"'],
  ['an option that does not exist', ['--colour'], 2, '--colour'],
  [
    'a guide that cannot be composed',
    ['--docs', 'scripts/fixtures/plan'],
    1,
    'ledger/ostium.mdx:3:1: Cannot read the partial',
  ],
])('%s: exit code and reason', async (_, args, code, reason) => {
  const result = await run(...args)
  expect(result.code).toBe(code)
  expect(result.err).toContain(reason)
})
