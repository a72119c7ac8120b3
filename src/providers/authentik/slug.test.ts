import { expect, test } from 'vitest'
import { slugify } from './slug.ts'

test.each([
  ['Technitium DNS Server', 'technitium-dns-server', 'technitium-dns-server'],
  ['NetBird', 'net-bird', 'netbird'],
  ['AudioBookRequest', 'audio-book-request', 'audiobookrequest'],
  ['Palmr.', 'palmr', 'palmr'],
])('the wizard derives the slug of %s', (name, now, before2025_6) => {
  expect([slugify(name, '2026.5.0'), slugify(name, '2025.4.0')]).toEqual([now, before2025_6])
})
