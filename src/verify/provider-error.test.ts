import { expect, test } from 'vitest'
import { type Before, spoiled, verifyAgainst } from './testing/spoiled.ts'
import type { Verdict } from './verdict.ts'

/** "Something went wrong", at one address, as often as it is told. */
function failingAt(path: string, times: number): Before {
  let count = 0
  return (request, response, next) => {
    if (!request.url?.startsWith(path) || ++count > times) return next()
    response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>')
  }
}

const failed = ({ steps }: Verdict) => steps.filter(({ outcome }) => outcome === 'failed')

test('a provider that fails at its log-in page, on a fresh set-up too, is to blame, and not the guide', async () => {
  const verdict = await verifyAgainst(await spoiled(failingAt('/auth', Number.POSITIVE_INFINITY)))
  expect(verdict).toMatchObject({ outcome: 'drift', blame: 'provider' })
  expect(failed(verdict)[0]).toMatchObject({
    id: 'login/web/in-librarians',
    message: expect.stringMatching(
      /^Acme ID answers 500 at https:\/\/acme\.company\/auth, on a fresh set-up too\. User user1/,
    ),
  })
  expect(new Set(failed(verdict).map(({ blame }) => blame))).toEqual(new Set(['provider']))
})

test('a failure that does not come again on a fresh set-up was an accident: no verdict, and never green', async () => {
  const verdict = await verifyAgainst(await spoiled(failingAt('/auth', 1)))
  expect(verdict).toMatchObject({ outcome: 'infrastructure', blame: 'infrastructure' })
  expect(failed(verdict)).toMatchObject([
    {
      id: 'login/web/in-librarians',
      message: expect.stringContaining(
        'Acme ID answered 500 at https://acme.company/auth once and not again on a fresh set-up',
      ),
    },
  ])
  // What came after it ran on the fresh set-up, and well.
  expect(verdict.steps.find(({ id }) => id === 'login/web/in-children')?.outcome).toBe('passed')
})

test('a discovery document that cannot be served is not called a wrong address of the guide', async () => {
  const verdict = await verifyAgainst(await spoiled(failingAt('/.well-known/', Number.POSITIVE_INFINITY)))
  expect(verdict).toMatchObject({ outcome: 'drift', blame: 'provider' })
})

test('the set-up is made again once for an address, not for each step', async () => {
  let setUps = 0
  const driver = await spoiled(failingAt('/auth', Number.POSITIVE_INFINITY), (provision) => {
    setUps += 1
    return provision
  })
  const verdict = await verifyAgainst(driver)
  expect(failed(verdict).length).toBeGreaterThan(2)
  expect(setUps).toBe(2)
})
