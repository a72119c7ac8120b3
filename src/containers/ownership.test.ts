import { expect, test } from 'vitest'
import { ownedAmong, ownLabels } from './ownership.ts'

test('containers of another machine, of another container and of strangers are left alone', () => {
  const mine = ownLabels()
  const elsewhere = { ...mine, 'touchstone.space': 'build-7 pid:[4026532208]' }
  const { 'touchstone.space': _, ...unknown } = mine
  expect(
    ownedAmong([
      { Id: 'a', Labels: mine },
      { Id: 'b', Labels: elsewhere },
      { Id: 'c', Labels: unknown },
      { Id: 'd', Labels: {} },
      { Id: 'e' },
    ]),
  ).toEqual([{ id: 'a', owner: process.pid }])
})
