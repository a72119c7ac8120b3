import { expect, test } from 'vitest'
import type { Vocabulary } from '../../plan/vocabulary.ts'
import { applicationHost } from './host.ts'
import { type Sketch, sketch } from './testing/plan.ts'

const vocabulary: Vocabulary = {
  id: 'ledger',
  names: ['Ledger Book'],
  objects: [],
  labels: [],
  controls: [],
  maps: [],
  formats: [],
  captures: [],
}

const hostOf = (guide: Partial<Sketch>) =>
  applicationHost(sketch({ vocabulary, ...guide }), {
    names: ['ledger', 'Ledger Book'],
    callback: '/callback',
    foreign: ['https://idp.company/realms/<realm>'],
  })

test('the declared host that bears its name, however it is written', () => {
  expect(hostOf({ hosts: ['idp.company', 'other.company', 'ledger-book.example.com'] })).toBe(
    'ledger-book.example.com',
  )
})

test('else the only declared one that is not the provider', () => {
  expect(hostOf({ hosts: ['idp.company', 'books.company'] })).toBe('books.company')
})

test('else the one that is registered at the provider, with its port', () => {
  const redirects = ['https://far.company/elsewhere', 'https://books.company:8443/callback/']
  expect(hostOf({ hosts: ['a.company', 'b.company'], redirects })).toBe('books.company:8443')
})

test('else the name that guides use by custom', () => {
  expect(hostOf({})).toBe('ledger.company')
})
