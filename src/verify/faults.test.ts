import { expect, test } from 'vitest'
import type { Plan } from '../plan/plan.ts'
import type { Gateway } from '../web/contract.ts'
import { withOtherRedirect, withWrongSecret } from './faults.ts'

function planWith(value: object): Plan {
  const fact = {
    kind: 'setting',
    side: 'application',
    field: 'client_secret',
    label: 'Secret',
    value,
    object: { kind: 'settings', ordinal: 1 },
  }
  return { facts: [fact] } as unknown as Plan
}

test('a wrong secret has the same shape and no character in common at its place', () => {
  const bindings = { client_id: 'abc', client_secret: 'aZ9z-Ab0_' }
  const wrong = withWrongSecret(planWith({ kind: 'reference', name: 'client_secret' }), bindings)
  expect(wrong).toEqual({ client_id: 'abc', client_secret: 'bA0a-Bc1_' })
})

test('a secret that no capture supplies cannot be made wrong', () => {
  expect(withWrongSecret(planWith({ kind: 'literal', text: 'x' }), { client_secret: 'abc' })).toBeNull()
})

test('of a redirect URI without a path the host is another one as well', async () => {
  const network = {} as Gateway
  const url = 'https://idp.company/auth?redirect_uri=http://localhost:53000'
  const { headers } = await withOtherRedirect(network).fetch(url)
  expect(new URL(headers.get('location')!).searchParams.get('redirect_uri')).toBe(
    'http://unregistered.localhost:53000/unregistered',
  )
})

test('the browser is sent to another redirect URI, a pushed request has it, everything else passes untouched', async () => {
  const sent: Array<{ url: string; body: unknown }> = []
  const network = {
    async fetch(url: string | URL, init?: RequestInit) {
      sent.push({ url: String(url), body: init?.body && String(init.body) })
      return new Response()
    },
  } as Gateway
  const altered = withOtherRedirect(network)
  const redirect = 'https://app.company/callback'
  const asked = `https://idp.company/auth?scope=openid&redirect_uri=${encodeURIComponent(redirect)}`
  const sentOn = (await altered.fetch(asked)).headers.get('location')!
  await altered.fetch(sentOn)
  await altered.fetch('https://idp.company/par', {
    method: 'POST',
    body: new URLSearchParams({ a: 'b', redirect_uri: redirect }),
  })
  await altered.fetch('https://app.company/settings', { method: 'POST', body: '{"redirect_uri":"kept"}' })
  const changed = encodeURIComponent(`${redirect}/unregistered`)
  expect(sent).toEqual([
    { url: `https://idp.company/auth?scope=openid&redirect_uri=${changed}`, body: undefined },
    { url: 'https://idp.company/par', body: `a=b&redirect_uri=${changed}` },
    { url: 'https://app.company/settings', body: '{"redirect_uri":"kept"}' },
  ])
})
