import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { EvaluationInput } from './evaluation.ts'
import { createEvaluator } from './evaluator.ts'
import { anna, groups, provider } from './fixtures/people.ts'

const evaluator = createEvaluator()
afterAll(() => evaluator.close())

const base: EvaluationInput = {
  expression: '',
  version: '2026.5.0',
  user: anna,
  groups,
  users: [anna, { ...anna, pk: 8, username: 'bert', groups: [] }],
  provider,
  token: { scope: ['openid', 'profile'] },
}
const run = (expression: string, changes: Partial<EvaluationInput> = {}) =>
  evaluator.evaluate({ ...base, expression, ...changes })

describe('what an expression sees', () => {
  it.each<[string, unknown]>([
    ['[g.name for g in user.groups.all()]', ['dns-admins', 'Zoë Team']],
    ['[g.name for g in request.user.all_groups()]', ['dns-admins', 'staff', 'Zoë Team']],
    ['list(user.groups.values_list("name", flat=True))', ['dns-admins', 'Zoë Team']],
    ['user.groups.filter(name__startswith="dns-").exists()', true],
    ['user.groups.filter(name="nobody").first()', null],
    ['ak_is_group_member(user, name="staff")', true],
    ['user.groups.filter(name="staff").exists()', false],
    ['user.group_attributes()', { colours: ['red'], floor: 2 }],
    ['user.group_attributes().get("floor", 0)', 2],
    ['[e.name for e in user.app_entitlements(provider.application)]', ['ent-a', 'ent-a', 'ent-b']],
    ['user.first_name', ''],
    ['user.name.split(" ", 1)', ['Anna', 'Ås']],
    ['token.scope', ['openid', 'profile']],
    ['regex_replace(user.email, "@.*", "")', 'anna'],
    ['list_flatten(["a", "b"])', 'a'],
    ['slugify("Zoë Team")', 'zoe-team'],
    ['ak_user_by(username="bert").pk', 8],
    ['str(ip_address("10.0.0.1") in ip_network("10.0.0.0/8"))', 'True'],
    ['provider.application.slug', 'technitium'],
    ['request.context["provider"].client_id', 'client'],
    ['sorted(n for n in ("handler", "result") if n in globals())', []],
  ])('%s', async (expression, expected) => {
    expect(await run(`return {"x": ${expression}}`)).toMatchObject({
      outcome: 'value',
      value: { x: expected },
    })
  })
})

describe('what comes of it', () => {
  it.each<[string, object]>([
    ['user.name', { outcome: 'none' }],
    ['return ["a"]', { outcome: 'not-a-dict', type: 'list' }],
    ['yield {}', { outcome: 'not-a-dict', type: 'generator' }],
    ['return {"g": user.groups.all()}', { outcome: 'not-serialisable', type: 'QuerySet' }],
    ['return {"g": {1, 2}}', { outcome: 'not-serialisable', type: 'set' }],
    ['return {"d": user.date_joined}', { outcome: 'not-serialisable', type: 'datetime' }],
    [
      'x = 1\nreturn {"a": user.nickname}',
      {
        outcome: 'exception',
        type: 'AttributeError',
        message: "'User' object has no attribute 'nickname'",
        line: 2,
      },
    ],
    ['return {"a": undefined}', { outcome: 'exception', type: 'NameError', line: 1 }],
    ['for g in user.groups:\n    pass', { outcome: 'exception', type: 'TypeError', line: 1 }],
    ['return {"a" 1}', { outcome: 'not-compiled', line: 1, column: 9 }],
    ['# nothing', { outcome: 'not-compiled', type: 'IndentationError' }],
    ['try:\n    return {"a": requests.get("x")}\nexcept Exception:\n    return {}', { outcome: 'not-known' }],
    ['return {"a": ak_obj_attr(user, "x")}', { outcome: 'exception', type: 'NameError' }],
    ['return {"a": [g.name for g in user.ak_groups.all()]}', { outcome: 'value', warnings: [/deprecated/] }],
  ])('%j', async (expression, expected) => {
    const result = await run(expression)
    const { warnings, ...rest } = expected as { warnings?: RegExp[] }
    expect(result).toMatchObject(rest)
    for (const warning of warnings ?? []) expect(result.warnings.join()).toMatch(warning)
  })

  it('has no token while discovery asks, and the anonymous user of every database', async () => {
    const discovery = { user: null, token: null }
    expect(await run('return {"a": token.scope}', discovery)).toMatchObject({ type: 'NameError' })
    expect(
      await run(
        'return {"a": [e.name for e in request.user.app_entitlements(provider.application)]}',
        discovery,
      ),
    ).toMatchObject({ value: { a: [] } })
  })

  it('takes the fallback of ak_obj_attr as an attribute in 2026.8.0, as it is later', async () => {
    const expression = 'return {"a": ak_obj_attr(user, "given_name", "name")}'
    expect(await run(expression, { version: '2026.8.0' })).toMatchObject({ value: { a: 'Anna Ås' } })
    expect(await run(expression, { version: '2026.8.1' })).toMatchObject({ value: { a: 'name' } })
  })
})

it('does not keep the process alive that asked', async () => {
  const script = `const { sharedEvaluator } = await import('./evaluator.ts')
    process.stdout.write(JSON.stringify(await sharedEvaluator().compile('return {}')))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    timeout: 20_000,
  })
  expect(stdout).toBe('{"ok":true}')
})

it('compiles as authentik does when a mapping is saved', async () => {
  expect(await evaluator.compile('return {}')).toEqual({ ok: true })
  expect(await evaluator.compile('return {')).toMatchObject({ ok: false, line: 1 })
})
