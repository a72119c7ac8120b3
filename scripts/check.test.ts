import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const docs = 'scripts/check/fixtures/docs'

interface Run {
  code: number
  stdout: string
  stderr: string
}

function check(...words: string[]): Promise<Run> {
  return new Promise((done) => {
    const command = [resolve(root, 'scripts/check.ts'), ...words]
    execFile(process.execPath, command, { cwd: root }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}

test.concurrent('--json is one finding a line with its range, and exit code 1', async () => {
  const { code, stdout } = await check('palmr/authentik', '--docs', docs, '--json')
  expect(code).toBe(1)
  const lines = stdout.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      file: `${docs}/palmr/authentik.mdx`,
      line: 17,
      column: 35,
      endLine: 17,
      endColumn: 95,
      ruleId: 'redirects/differ',
      severity: 'error',
      message: expect.stringContaining('is not what Palmr sends'),
      expected: 'https://palmr.company/api/auth/providers/authentik/callback',
      actual: 'https://palmr.company/api/auth/providers/authentik/callback/',
      guide: 'palmr/authentik',
    },
  ])
})

test.concurrent('for people: place, frame, what was expected, how to mend', async () => {
  const { code, stdout } = await check('palmr/authentik', '--docs', docs)
  expect(code).toBe(1)
  expect(stdout).toContain(`${docs}/palmr/authentik.mdx:17:35 error redirects/differ`)
  expect(stdout).toContain('> 17 | - Set a `Strict` redirect URI to')
  expect(stdout).toContain('1 guide checked: 1 error, 0 warnings')
})

test.concurrent('a guide that cannot be composed is a finding where its partial is used', async () => {
  const { code, stdout } = await check('palmr/pocket-id', '--docs', docs, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ ruleId: 'guide/unreadable', line: 5, severity: 'error' })
})

test.concurrent.each([
  [['palmr/authentic', '--docs', docs], 'did you mean "palmr/authentik"?'],
  [
    ['palmr/authentik', '--docs', docs, '--provider-version', '1.0'],
    'authentik 1.0 is not known, expected one of',
  ],
  [['--verbose'], '--verbose'],
  [['--docs', 'scripts'], 'No guide found'],
])('wrong usage %j is exit code 2 and a sentence', async (words, sentence) => {
  const { code, stdout, stderr } = await check(...words)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(sentence)
  expect(stderr).toContain('npm run check -- --help')
})
