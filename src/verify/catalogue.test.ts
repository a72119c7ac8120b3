import { expect, test } from 'vitest'
import { vocabulariesFor } from './catalogue.ts'
import { openProducts } from './products.ts'

const fixtures = {
  providers: new URL('fixtures/catalogue/providers/', import.meta.url),
  applications: new URL('fixtures/catalogue/applications/', import.meta.url),
}

test('a product with a folder brings its words, one without brings none', async () => {
  const products = openProducts(fixtures)
  const found = await vocabulariesFor({ provider: 'ostium', application: 'nobody' }, products)
  expect(found.provider?.names).toEqual(['Ostium'])
  expect(found.application).toBeUndefined()
})

test('the words of our own products are found by the names in a guide', async () => {
  const found = await vocabulariesFor({ provider: 'pocket-id', application: 'netbird' })
  expect([found.provider?.id, found.application?.id]).toEqual(['pocket-id', 'netbird'])
})
