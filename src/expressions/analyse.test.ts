import { describe, expect, it } from 'vitest'
import { analyse } from './analyse.ts'

const kinds = (expression: string, version?: string) =>
  analyse(expression, { version }).map((fault) =>
    `${fault.kind} ${fault.line}:${fault.column} ${fault.name ?? ''}`.trim(),
  )

describe('an expression without faults', () => {
  it.each([
    'return {"groups": [group.name for group in user.groups.all()]}',
    'return {\n  "roles": [e.name for e in request.user.app_entitlements(provider.application)],\n}',
    'if ak_is_group_member(user, name="admins"):\n    role = "admin"\nelse:\n    role = "user"\nreturn {"role": role}',
    'first, _, last = request.user.name.partition(" ")\nreturn {"given_name": first, "family_name": last}',
    'for group in user.all_groups():\n    if group.name == "a":\n        return {"a": True}\nreturn {"a": False}',
    'try:\n    x = int(user.attributes["n"])\nexcept (KeyError, ValueError) as error:\n    x = 0\nreturn {"n": x}',
    'import re\ndef clean(text, by="-"):\n    return re.sub(" ", by, text) + tail\ntail = "x"\nreturn {"x": clean(user.name)}',
    'if (mail := user.email).endswith("@x"):\n    return {"email": mail}\nreturn {}',
    'while True:\n    if user.name:\n        break\nreturn {"name": f"{user.name!r} {(lambda a, b=1: a)(user.pk)}"}',
    'match user.type:\n    case "internal" as kind:\n        return {"kind": kind}\n    case _:\n        return {}',
    'with open("x") as f:\n    data = f.read()\nreturn {"x": data}',
    'return None',
    'return {"a": any(g.name == "a" for g in user.groups.all()), "b": dict(a=user.pk)}',
  ])('%j', (expression) => {
    expect(analyse(expression)).toEqual([])
  })
})

describe('faults', () => {
  it.each<[string, string[]]>([
    ['return {"groups": group_names}', ['undefined-name 1:19 group_names']],
    ['if user.email:\n    mail = user.email\nreturn {"mail": mail}', ['unbound 3:17 mail']],
    ['for g in user.groups.all():\n    name = g.name\nreturn {"g": name}', ['unbound 3:14 name']],
    ['return {}\nreturn {"a": 1}', ['unreachable 2:1']],
    ['if user.email:\n    return {"mail": user.email}', ['no-return 1:1']],
    ['groups = user.groups.all()', ['no-return 1:1']],
    ['yield {"a": 1}', ['no-return 1:1']],
    ['return {"a": 1', ['syntax 1:14']],
    ['return {"a" 1}', ['syntax 1:13']],
    ['if user.email\n    return {}', ['syntax 1:13']],
    ['a = 1\n  b = 2\nreturn {}', ['syntax 2:3']],
    ['# nothing', ['syntax 1:1']],
    ['', ['syntax 1:1']],
    ['break\nreturn {}', ['syntax 1:1', 'unreachable 2:1']],
    ['del user.x\nx = 1\ndel x\nreturn {"x": x}', ['unbound 4:14 x']],
    ['return {"a": [n for n in names]}', ['undefined-name 1:26 names']],
    ['def f():\n    return nowhere\nreturn {"a": f()}', ['undefined-name 2:12 nowhere']],
    ['return {"a": f"{wrong}"}', ['undefined-name 1:17 wrong']],
  ])('%j', (expression, expected) => {
    expect(kinds(expression)).toEqual(expected)
  })

  it('knows which version brought a helper', () => {
    const expression = 'return delete_none_values({"a": ak_obj_attr(user, "a")})'
    expect(kinds(expression, '2026.8.0')).toEqual([])
    expect(kinds(expression, '2026.5.0')).toEqual([
      'undefined-name 1:8 delete_none_values',
      'undefined-name 1:33 ak_obj_attr',
    ])
  })
})
