import { describe, expect, test } from 'vitest'
import { readSettings } from './assignments.ts'
import { Code, plain } from './literal.ts'

const valuesOf = (source: string) =>
  Object.fromEntries(readSettings(source).assignments.map(({ name, value }) => [name, plain(value, source)]))

describe('values', () => {
  test.each([
    ["'x'", 'x'],
    ['"it\'s"', "it's"],
    ["'it\\'s'", "it's"],
    ["'a\\tb\\x41\\u00e9\\101\\q'", 'a\tbAéA\\q'],
    ["r'a\\tb'", 'a\\tb'],
    ['"""two\nlines"""', 'two\nlines'],
    ['\'a\' "b"', 'ab'],
    ["('a'\n 'b')", 'ab'],
    ['True', true],
    ['False', false],
    ['None', null],
    ['-1', -1],
    ['2.5', 2.5],
    ['1_000', 1000],
    ["['a', 1, [None]]", ['a', 1, [null]]],
    ["('a',)", ['a']],
    ['[]', []],
    ["{'a': {'b': ['c']}, # why\n 'd': 1,}", { a: { b: ['c'] }, d: 1 }],
    ["os.environ['X']", new Code("os.environ['X']")],
    ["f'{a}'", new Code("f'{a}'")],
    ["b'x'", new Code("b'x'")],
    ["['a', *more]", ['a', new Code('*more')]],
  ])('%s', (text, value) => {
    expect(valuesOf(`A = ${text}\n`)).toEqual({ A: value })
  })
})

test('assignments have their places; imports and texts alone do nothing, anything else is told', () => {
  const source = `"""Settings"""\nimport os\nA: str = 'x'\nA['b'] = 1\nB = C = 2\nif A:\n    D = 1\n`
  const { assignments, others, fault } = readSettings(source)
  const cut = ({ from, to }: { from: number; to: number }) => source.slice(from, to)
  expect(assignments.map(({ nameAt, value, whole }) => [nameAt, value, whole].map(cut))).toEqual([
    ['A', "'x'", "A: str = 'x'"],
  ])
  expect(others.map(cut)).toEqual(["A['b'] = 1", 'B = C = 2', expect.stringMatching(/^if A:/)])
  expect(fault).toBeUndefined()
})

test.each([
  ["A = {\n  'a': 'b'\n  'c': 1\n}", 3, 'unexpected `:`'],
  ["A = 'x\nB = 1", 1, 'a text is not closed'],
  ['A = [1, 2\n', 1, 'it ends in the middle of a statement'],
  ['A = 1\n  B = 2', 2, 'unexpected indent before `B`'],
  ["A = {'a': <secret>}", 1, 'unexpected `<`'],
  ['Add these lines', 1, 'unexpected `these`'],
])('%j does not parse, at line %d: %s', (source, line, reason) => {
  const { fault } = readSettings(source)
  expect(fault?.reason).toBe(reason)
  expect(source.slice(0, fault!.from).split('\n')).toHaveLength(line)
})
