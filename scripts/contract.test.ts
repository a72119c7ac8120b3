import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { tokenFaults } from '../src/providers/keycloak/dialect/faults.ts'
import { runContract } from './contract/application.ts'
import { hold, openHeld, recordingsOf } from './contract/provider.ts'

/*
 * A contract that nothing can break holds nobody to anything: one fact of a dialect and one of a profile are broken
 * here at each run, and the contract must be red and show both answers.
 */

const root = resolve(import.meta.dirname, '..')
const keycloak = resolve(root, 'src/providers/keycloak')
const version = '26.7.0'

const fact = vi.hoisted(() => ({ broken: false }))
vi.mock(import('../src/providers/keycloak/dialect/faults.ts'), async (original) => {
  const real = await original()
  const { json } = await import('../src/embedded/message.ts')
  const faults: typeof tokenFaults = {
    ...real.tokenFaults,
    'secret-wrong': (context) =>
      fact.broken
        ? json(401, { error: 'invalid_client', error_description: 'Client unknown' })
        : real.tokenFaults['secret-wrong']!(context),
  }
  return { ...real, tokenFaults: faults }
})

async function holdKeycloak(broken: boolean) {
  fact.broken = broken
  const recording = recordingsOf(keycloak).get(version)!
  return hold(await openHeld(keycloak, 'embedded', version), recording, 'embedded')
}

test('a dialect that is right meets every case', async () => {
  const { lines, wrong } = await holdKeycloak(false)
  expect(wrong).toBe(0)
  expect(lines.join('\n')).toMatch(/keycloak 26\.7\.0, embedded tier: (\d+) of \1 cases/i)
})

test('a dialect with one wrong fact is red, with both answers side by side', async () => {
  const { lines, wrong } = await holdKeycloak(true)
  expect(wrong).toBeGreaterThan(0)
  expect(lines.join('\n')).toMatch(
    /body\.error\n {4}Keycloak 26\.7\.0, recorded: +"unauthorized_client"\n {4}the stand-in, now: +"invalid_client"\n/i,
  )
})

/** Runs Synapse's contract against its profile, with one function of the profile replaced. */
async function runSynapse(replaced: string | null) {
  const folder = mkdtempSync(join(root, 'node_modules/.contract-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const setup = join(folder, 'setup.ts')
  const module = resolve(root, 'src/applications/synapse/localpart.ts')
  writeFileSync(
    setup,
    replaced === null
      ? ''
      : `import { vi } from 'vitest'\nvi.mock(${JSON.stringify(module)}, () => ({ localpartOf: ${replaced} }))\n`,
  )
  return runContract(root, 'src/applications/synapse/contract.test.ts', 'profile', [setup])
}

test('a profile that is right keeps every statement', { timeout: 120_000 }, async () => {
  const { statements, broken, failure } = await runSynapse(null)
  expect({ broken, failure }).toEqual({ broken: [], failure: null })
  expect(statements).toBeGreaterThan(10)
})

test('a profile with one wrong fact is red, with both answers', { timeout: 120_000 }, async () => {
  const { broken } = await runSynapse('(name: string) => name.toLowerCase()')
  const one = broken.find(({ statement }) => statement.includes('names become user IDs'))
  const shown = stripVTControlCharacters(one?.message ?? '')
  expect(shown).toContain('@zo=c3=ab=20b:matrix.company')
  expect(shown).toContain('@zoë b:matrix.company')
})
