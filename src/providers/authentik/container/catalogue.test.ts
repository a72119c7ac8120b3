import { expect, test } from 'vitest'
import { mayBe } from './catalogue.ts'

test('a text that is put together can be any that has the parts in order', () => {
  expect(mayBe('Choose Property Mapping Type', ['Choose ', ' Type'])).toBe(true)
  expect(mayBe('Choose a Provider', ['Choose ', ' Type'])).toBe(false)
  expect(mayBe('Anything', ['', ''])).toBe(false)
  expect(mayBe('Bind existing policy/group/user', ['Bind existing ', '/', ''])).toBe(true)
})
