import { expect, test } from 'vitest'
import { runsOf } from './runs.ts'

test('labels and values in a message', () => {
  expect(runsOf('**Client ID** is `led*ger`, expected `ledger`')).toEqual([
    { kind: 'label', text: 'Client ID' },
    { kind: 'text', text: ' is ' },
    { kind: 'code', text: 'led*ger' },
    { kind: 'text', text: ', expected ' },
    { kind: 'code', text: 'ledger' },
  ])
})

test('marks that do not pair are text', () => {
  expect(runsOf('2 ** 3 and a ` alone')).toEqual([{ kind: 'text', text: '2 ** 3 and a ` alone' }])
})
