import { expect, test } from 'vitest'
import { commandFor } from './command.ts'

const embedded = {
  ...({ guide: 'ledger/ostium', tier: 'embedded', applicationMode: 'profile' } as const),
  providerVersion: '2.1',
}
const real = { ...embedded, tier: 'container', applicationMode: 'real', providerRelease: '2.1.0' } as const

test('the command that carries a guide out as it was carried out, and nothing that goes without saying', () => {
  expect(commandFor(embedded)).toBe('npm run verify -- ledger/ostium')
  expect(commandFor(embedded, { version: true, docs: 'fixtures' })).toBe(
    'npm run verify -- ledger/ostium --provider-version 2.1 --docs fixtures',
  )
  expect(commandFor(real)).toBe('npm run verify -- ledger/ostium --tier container --application-mode real')
  expect(commandFor(real, { version: true })).toBe(
    'npm run verify -- ledger/ostium --tier container --application-mode real --provider-version 2.1.0',
  )
})
