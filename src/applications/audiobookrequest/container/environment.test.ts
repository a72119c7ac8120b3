import { expect, test } from 'vitest'
import { statedIn } from '../knowledge/settings.ts'
import { guide } from '../testing.ts'
import { administratorIn, environmentOf } from './environment.ts'

const environment = (block: string, header?: string) =>
  environmentOf(
    statedIn(guide(header ? { 'X-Forwarded-Proto': header } : {}, { block: ['abr.env', block] })),
    {},
  )

test('the guide decides on the administrator, and whoever it leaves open is chosen for it', () => {
  const given = environment('ABR_APP__INIT_ROOT_USERNAME=boss\nABR_APP__BASE_URL=/abr')
  expect(given).toMatchObject({ ABR_APP__INIT_ROOT_USERNAME: 'boss', ABR_APP__BASE_URL: '/abr' })
  expect(administratorIn(given)).toEqual({ username: 'boss', password: expect.stringMatching(/^.{32}$/) })
  expect(administratorIn(environment('ABR_APP__BASE_URL=/abr')).username).toBe('admin')
})

test('the gateway is believed in place of a proxy that is trusted and sends the header', () => {
  const trusted = 'ABR_APP__FORWARDED_ALLOW_IPS'
  expect(environment(`${trusted}=10.0.0.0/16,fd00::1`, '$scheme')).toMatchObject({ [trusted]: '*' })
  expect(environment(`${trusted}=*`, '$scheme')).toMatchObject({ [trusted]: '*' })
  expect(environment(`${trusted}=proxy.company`, '$scheme')).toMatchObject({ [trusted]: 'proxy.company' })
  expect(environment(`${trusted}=10.0.0.0/16`)).not.toHaveProperty(trusted)
  expect(environment('ABR_APP__BASE_URL=/abr', '$scheme')).not.toHaveProperty(trusted)
})
