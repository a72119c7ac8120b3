import { expect, test } from 'vitest'
import { Phase, Skip } from './phase.ts'

test('is made once, when somebody asks', async () => {
  let made = 0
  const phase = new Phase('never', async () => ++made)
  expect(made).toBe(0)
  expect([await phase.value(), await phase.value(), made]).toEqual([1, 1, 1])
})

test('the first step that meets a failure reports it, later ones are skipped with the reason', async () => {
  const phase = new Phase('Keycloak was not set up', async () => {
    throw new Error('no room')
  })
  await expect(phase.value()).rejects.toThrow('no room')
  const second = phase.value()
  await expect(second).rejects.toBeInstanceOf(Skip)
  await expect(second).rejects.toThrow(/^Keycloak was not set up: .*no room/)
})

test('what rests on a skipped phase is skipped too', async () => {
  const first = new Phase('first', async () => {
    throw new Error('broken')
  })
  const second = new Phase('second', () => first.value())
  await expect(first.value()).rejects.toThrow('broken')
  await expect(second.value()).rejects.toThrow(/^first: /)
})
