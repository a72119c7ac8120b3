import { expect, test } from 'vitest'
import { isTaken, refusalsIn } from './refusal.ts'

test('every sentence of a 400 with its field, however deep the serializers nest', () => {
  expect(refusalsIn({ redirect_uris: ['Invalid Regex Pattern: *'] })).toEqual([
    { field: 'redirect_uris', message: 'Invalid Regex Pattern: *' },
  ])
  expect(refusalsIn({ redirect_uris: [{}, { url: ['This field may not be blank.'] }] })).toEqual([
    { field: 'redirect_uris[1].url', message: 'This field may not be blank.' },
  ])
  expect(refusalsIn({ non_field_errors: ["One of 'group', 'user' must be set."], code: 'invalid' })).toEqual([
    { field: '', message: "One of 'group', 'user' must be set." },
  ])
  expect(refusalsIn(null)).toEqual([])
})

test('a name that is taken says nothing about the guide', () => {
  const taken = refusalsIn({ slug: ['Application with this slug already exists.'] })
  expect(taken.map(isTaken)).toEqual([true])
  expect(isTaken({ field: 'slug', message: 'Enter a valid "slug"' })).toBe(false)
})
