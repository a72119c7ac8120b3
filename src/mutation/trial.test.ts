import { expect, test } from 'vitest'
import type { Place } from '../plan/place.ts'
import type { Mutation } from './mutation.ts'
import { judged } from './trial.ts'

const at = (line: number, column = 1, file = 'guide.mdx'): Place => {
  const start = { line, column, offset: line * 100 + column }
  return { file, start, end: { ...start, line: line + 9 }, includes: [] }
}
const changed: Mutation = {
  fact: 'block-1',
  factKind: 'block',
  operator: 'value',
  place: at(7, 12),
  before: 'a',
  after: 'b',
}
const deleted: Mutation = { ...changed, operator: 'line', block: at(5) }
const outcome = (mutation: Mutation, ...places: Place[]) => {
  const { outcome, atLine } = judged(
    places.map((place) => ({ place, by: 'some/rule' })),
    mutation,
  )
  return atLine ? 'at the line' : outcome
}

test('a report that begins on the changed line names it, one that merely contains it does not', () => {
  expect(outcome(changed, at(7, 3))).toBe('at the line')
  expect(outcome(changed, at(5))).toBe('red')
  expect(outcome(changed, at(7, 3, 'partial.mdx'))).toBe('red')
  expect(outcome(changed)).toBe('survived')
})

test('one report of several is enough, and it is the one that is told', () => {
  const elsewhere = { place: at(1), by: 'first/rule' }
  const there = { place: at(7), by: 'second/rule' }
  expect(judged([elsewhere, there], changed).report).toEqual(there)
  expect(judged([elsewhere], changed).report).toEqual(elsewhere)
})

test('what is gone can be missed from its block only, at the very fence', () => {
  expect(outcome(deleted, at(5))).toBe('at the line')
  expect(outcome(deleted, at(5, 2))).toBe('red')
  expect(outcome(deleted, at(6))).toBe('red')
})
