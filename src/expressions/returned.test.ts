import { expect, it } from 'vitest'
import { returnedNames } from './returned.ts'

it.each<[string, string[]]>([
  ['return {"roles": [g.name for g in user.groups.all()], \'x\': {"inner": 1}}', ['roles', 'x']],
  [
    'claims = {}\nclaims["roles"] = []\nif user.email:\n    claims["mail"] = user.email\nreturn claims',
    ['roles', 'mail'],
  ],
  ['return dict(role="admin")', ['role']],
  ['if user.is_superuser:\n    return {"role": "admin"}\nreturn {"role": "user"}', ['role']],
  ['return None', []],
])('%j may return %j', (expression, names) => {
  expect(returnedNames(expression)).toEqual(names)
})
