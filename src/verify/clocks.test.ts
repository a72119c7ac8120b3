import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { checkClock, skewOf, suspicious, unfit } from './clocks.ts'
import { spoiled, verifyAgainst } from './testing/spoiled.ts'

const noon = Date.UTC(2026, 10, 24, 12)
const at = (milliseconds: number) => new Date(noon + milliseconds).toUTCString()

test.for([
  ['the same second', at(0), 0],
  ['a header of whole seconds is behind by less than one', at(-900), 0],
  ['any moment between question and answer', at(8000), 0],
  ['an hour ahead', at(3_610_000), 3_600_000],
  ['an hour behind', at(-3_600_000), -3_599_000],
] as const)('%s', ([, date, skew]) => {
  expect(skewOf({ date, sent: noon, received: noon + 10_000 })).toBe(skew)
})

test('an answer without a date, or with one that is none, tells nothing', () => {
  expect(skewOf({ date: null, sent: noon, received: noon })).toBeNull()
  expect(skewOf({ date: 'yesterday', sent: noon, received: noon })).toBeNull()
})

test('whose clock it is, by how much, and what to do', () => {
  expect(() => checkClock('Keycloak', -3_600_000, unfit)).toThrow(
    'The clock of Keycloak is 3600 s behind the clock of this machine, so tokens are too old or from the future: set both by the same time server',
  )
  expect(() => checkClock('Keycloak', 20_000, suspicious)).toThrow('20 s ahead of')
  expect(() => checkClock('Keycloak', 20_000, unfit)).not.toThrow()
  expect(() => checkClock('Keycloak', null, 0)).not.toThrow()
})

/** The fictional provider as a server of its own, whose clock is off by so many milliseconds from the given request on. */
async function provide(off: number, from = 0) {
  let requests = 0
  return spoiled(
    (_, __, next) => next(),
    async (provision) => {
      const routes = [...provision.routes].map(async ([origin, route]) => {
        const server = createServer((request, response) => {
          requests += 1
          if (requests > from) response.setHeader('date', new Date(Date.now() + off).toUTCString())
          if ('listener' in route) route.listener(request, response)
        })
        onTestFinished(() => void server.close())
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
        return [origin, { upstream: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }] as const
      })
      return { ...provision, routes: new Map(await Promise.all(routes)) }
    },
  )
}

test("a provider whose clock is off is the machine's fault before anybody signs in", async () => {
  const verdict = await verifyAgainst(await provide(3_600_000))
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure', logins: 0 })
  const first = verdict.steps.find(({ outcome }) => outcome === 'failed')
  expect(first?.id).toBe('configure')
  expect(first?.message).toMatch(/^The clock of Acme ID \(https:\/\/acme\.company\) is 3[56]\d\d s ahead of/)
})

test('a clock that tells this time, from a server of its own, is no trouble', async () => {
  expect(await verifyAgainst(await provide(0))).toMatchObject({ outcome: 'verified' })
})
