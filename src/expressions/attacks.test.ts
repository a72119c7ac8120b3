import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evaluation } from './evaluation.ts'
import { createEvaluator } from './evaluator.ts'
import { anna, groups, provider } from './fixtures/people.ts'

/*
 * Each attack must leave the host untouched, be over within five seconds, and not reach the next expression.
 */
const evaluator = createEvaluator({ time: 2000 })
const run = (expression: string): Promise<Evaluation> =>
  evaluator.evaluate({
    expression,
    version: '2026.5.0',
    user: anna,
    groups,
    provider,
    token: { scope: ['openid'] },
  })

let folder: string
let connections = 0
const server = createServer((socket) => {
  connections += 1
  socket.destroy()
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wall-'))
  await writeFile(join(folder, 'secret.txt'), 'the secret')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await run('return {}')
}, 60_000)

afterAll(async () => {
  await evaluator.close()
  server.close()
  await rm(folder, { recursive: true })
})

const port = () => (server.address() as { port: number }).port
const tamper = (code: string) => `${code}\nreturn {"tampered": True}`

const attacks: Array<[string, () => string]> = [
  ['reads a file', () => `return {"x": open("${folder}/secret.txt").read()}`],
  [
    "mounts the host's folders",
    () =>
      `import pyodide_js\npyodide_js.mountNodeFS("/h", "${folder}")\nreturn {"x": open("/h/secret.txt").read()}`,
  ],
  [
    'opens a socket',
    () => `import socket\nreturn {"x": str(socket.create_connection(("127.0.0.1", ${port()}), 1))}`,
  ],
  [
    'fetches through the library',
    () =>
      `import urllib.request\nreturn {"x": str(urllib.request.urlopen("http://127.0.0.1:${port()}").read())}`,
  ],
  ['runs a program', () => `import os\nreturn {"x": os.system("touch ${folder}/made")}`],
  [
    'starts a process',
    () => `import subprocess\nreturn {"x": subprocess.check_output(["touch", "${folder}/made"])}`,
  ],
  ['forks', () => 'import os\nreturn {"x": os.fork()}'],
  ['imports the JavaScript bridge', () => 'import js\nreturn {"x": str(js.process)}'],
  [
    'evaluates JavaScript',
    () =>
      'import pyodide_js\nmake = pyodide_js.FS.constructor.constructor\nreturn {"x": make("return process")().version}',
  ],
  ['runs JavaScript', () => 'from pyodide.code import run_js\nreturn {"x": run_js("process.version")}'],
  ['loops for ever', () => 'while True:\n    pass'],
  [
    'loops for ever and swallows interrupts',
    () =>
      'while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass',
  ],
  ['loops for ever inside the interpreter', () => 'return {"x": sum(range(10**15))}'],
  ['allocates without end', () => 'x = []\nwhile True:\n    x.append("a" * 10_000_000)'],
  ['allocates small things without end', () => 'x = []\nwhile True:\n    x.append([x])'],
  [
    'allocates outside Python',
    () =>
      'import pyodide_js\nview = pyodide_js._module.HEAP8.constructor\nx = []\nwhile True:\n    x.append(view.new(10**8).fill(1))',
  ],
  ['answers with too much', () => 'return {"x": "a" * 5_000_000}'],
  ['prints without end', () => 'while True:\n    print("a" * 100_000)'],
  ['recurses without end', () => 'def f(n):\n    return f(n + 1)\nreturn {"x": f(0)}'],
  ['exits', () => 'import os\nos._exit(0)'],
]

describe('an attack is contained within five seconds and the next expression works', () => {
  it.each(attacks)('%s', async (_, expression) => {
    const before = performance.now()
    const result = await run(expression())
    expect(performance.now() - before).toBeLessThan(5000)
    expect(['exception', 'limit', 'crashed']).toContain(result.outcome)
    expect(connections).toBe(0)
    expect(await run('return {"name": user.name}')).toMatchObject({ value: { name: 'Anna Ås' } })
  })
})

describe('an expression that rebinds what others use changes nothing for the next one', () => {
  it.each([
    ['a builtin', tamper('import builtins\nbuiltins.len = lambda x: 42')],
    ['json.dumps', tamper('import json\njson.dumps = lambda *a, **k: "{}"')],
    ['sys.modules', tamper('import sys\nsys.modules["re"] = None\nsys.modules["json"] = None')],
    ['the harness', tamper('import harness\nharness.run = lambda *a: {"outcome": "none"}')],
    ['a helper through its globals', tamper('regex_match.__globals__["re"] = None')],
    ['a class', tamper('type(user).name = "evil"\ntype(user).groups = 1')],
    ['builtins through a frame', tamper('g = (i for i in ())\ng.gi_frame.f_builtins["len"] = lambda x: 42')],
    [
      'what the collector finds',
      tamper(
        'import gc\nfor o in gc.get_objects():\n    if type(o) is dict and "regex_match" in o:\n        o["regex_match"] = lambda *a: "evil"',
      ),
    ],
    [
      'a shadowed name in an inner function',
      tamper(
        "def f():\n    eval = 1\n    return eval\neval(\"__import__('builtins').__dict__.__setitem__('len', lambda x: 42)\")",
      ),
    ],
    [
      'the caution itself',
      tamper(
        'import sys, caution\ncaution.is_harmless = lambda *a: True\nsys._getframe(1).f_locals["harmless"] = True',
      ),
    ],
    [
      'the user it was given',
      tamper('user.attributes["x"] = 1\nuser.groups.all().first().attributes["x"] = 1'),
    ],
  ])('%s', async (_, expression) => {
    await run(expression)
    const next = await run(
      'return {"n": len(user.name), "m": regex_match(user.email, "^anna@"), "g": user.groups.count(), "a": user.attributes, "ga": user.group_attributes()}',
    )
    expect(next).toMatchObject({ value: { n: 7, m: true, g: 2, a: {}, ga: { floor: 2, colours: ['red'] } } })
  })
})

it('keeps the process for an ordinary expression, so that a call takes milliseconds', async () => {
  const ordinary =
    'if ak_is_group_member(user, name="dns-admins"):\n    return {"roles": [g.name for g in user.groups.all()]}\nreturn {}'
  await run(ordinary)
  const before = performance.now()
  for (let i = 0; i < 20; i += 1) await run(ordinary)
  expect((performance.now() - before) / 20).toBeLessThan(100)
})
