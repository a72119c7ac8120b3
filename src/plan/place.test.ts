import { expect, test } from 'vitest'
import { formatPlace, pageOf } from './place.ts'

const point = { line: 3, column: 7, offset: 40 }

test('a place in a partial names the partial, and knows the page that the reader has open', () => {
  const place = {
    file: 'docs/integrations/_partials/client.mdx',
    start: point,
    end: point,
    includes: [{ file: 'docs/integrations/netbird/keycloak.mdx', start: point, end: point }],
  }
  expect(formatPlace(place)).toBe('docs/integrations/_partials/client.mdx:3:7')
  expect(pageOf(place)).toBe('docs/integrations/netbird/keycloak.mdx')
})
