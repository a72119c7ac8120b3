import { afterAll, expect, it } from 'vitest'
import { unknownAttributes } from './attributes.ts'
import { createEvaluator } from './evaluator.ts'
import { anna, groups, provider } from './fixtures/people.ts'
import { membersOf } from './types.ts'

const found = (expression: string) => unknownAttributes(expression).map(({ type, name }) => `${type}.${name}`)

it.each<[string, string[]]>([
  ['return {"r": [e.name for e in request.user.app_entitlements(provider.application)]}', []],
  [
    'return {"r": [e.naxe for e in request.user.app_entitlements(provider.application)]}',
    ['Entitlement.naxe'],
  ],
  [
    'return {"r": [e.name for e in request.user.app_entitlement(provider.application)]}',
    ['User.app_entitlement'],
  ],
  [
    'return {"r": [e.name for e in request.usr.app_entitlements(provider.app)]}',
    ['PolicyRequest.usr', 'OAuth2Provider.app'],
  ],
  ['for g in user.groups.all():\n    if g.title:\n        pass', ['Group.title']],
  ['return {"n": user.groups.exist()}', ['Group*.exist']],
  [
    'groups = sorted(user.all_groups(), key=lambda g: g.name)\nreturn {"n": [g.label for g in groups]}',
    ['Group.label'],
  ],
  ['first = user.groups.filter(name="a").first()\nreturn {"n": first.name.uper()}', ['str.uper']],
  ['x = user\nx = provider\nreturn {"n": x.whatever}', []],
  ['return {"n": user.attributes.get("a", {}).anything, "m": user.__class__}', []],
  ['import re\nreturn {"n": re.sub("a", "b", user.name).upper(), "m": "-".join([])}', []],
])('%j', (expression, expected) => {
  expect(found(expression)).toEqual(expected)
})

const evaluator = createEvaluator()
afterAll(() => evaluator.close())

it('knows no member that the objects of an evaluation lack', async () => {
  const roots = {
    user: 'User',
    provider: 'OAuth2Provider',
    'provider.application': 'Application',
    request: 'PolicyRequest',
  }
  for (const [root, type] of Object.entries(roots)) {
    const names = Object.keys(membersOf(type)!)
    const lacking = `[n for n in ${JSON.stringify(names)} if n not in known]`
    const known = `known = {*dir(${root}), *type(${root}).__dict__, *getattr(type(${root}), "KNOWN_TO_PRODUCT", ())}`
    const result = await evaluator.evaluate({
      expression: `${known}\nreturn {"lacking": ${lacking}}`,
      version: '2026.5.0',
      user: anna,
      groups,
      provider,
      token: { scope: [] },
    })
    expect(result).toMatchObject({ value: { lacking: [] } })
  }
})
