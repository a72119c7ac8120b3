import { expect, test } from 'vitest'
import { claimsIn, compile, render } from './template.ts'

const claims = { email: 'Ann.Archer@company.company', name: ' Ann ', address: { country: 'NO' }, age: 7 }

test.each([
  ['{{ user.name }}', 'Ann'],
  ['{{user.name}} ({{ user.age }})', 'Ann  (7)'],
  ["{{ user['email'] | localpart_from_email }}", 'Ann.Archer'],
  ['{{ user.email|localpart_from_email|lower }}', 'ann.archer'],
  ['{{ user.address.country }}', 'NO'],
  ['{{ user.nothing }}', ''],
  ['{{ user.nothing.more }}', ''],
  ['plain', 'plain'],
])('%s is %s', (template, text) => {
  expect(render(template, claims)).toBe(text)
})

test.each([
  ['{{ user.name', 'malformed'],
  ['user.name }}', 'malformed'],
  ['{{ user.email | no_such_filter }}', 'malformed'],
  ['{% if user.name %}x{% endif %}', 'unknown'],
  ['{{ user.name or "nobody" }}', 'unknown'],
])('%s is %s', (template, what) => {
  expect(compile(template)).toBe(what)
})

test('the claims that a template reads', () => {
  expect(claimsIn('{{ user.given_name }} {{ user["family_name"] }}')).toEqual(['given_name', 'family_name'])
})
