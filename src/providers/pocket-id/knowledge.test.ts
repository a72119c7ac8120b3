import { expect, test } from 'vitest'
import { readRegistration } from './client.ts'
import { guide } from './fixtures/guide.ts'
import pocketId from './index.ts'

const said = (change: (text: string) => string, version = '2.14.0') =>
  pocketId
    .problems(guide(change), version)
    .map(({ message, place, severity }) => `${place.start.line} ${severity ?? 'error'}: ${message}`)

const callback = (url: string) => (text: string) => text.replace('https://wiki.company/cb', url)

test('the client is what the form would have made of it', () => {
  expect(pocketId.client(guide(), '2.14.0')).toMatchObject({
    confidential: true,
    redirects: [{ mode: 'exact', uri: 'https://wiki.company/cb' }],
    pkce: 'required',
    issuer: 'https://id.company',
    allowedGroups: [{ name: 'editors' }],
  })
  expect(said((text) => text)).toEqual([])
})

test('a group has the name that tokens have, and another for people', () => {
  const [group] = readRegistration(guide(), '2.14.0').groups
  expect(group).toMatchObject({ text: 'editors', friendlyName: 'Wiki editors' })
  const silent = guide((text) => text.replace('- **Friendly Name**: `Wiki editors`\n', ''))
  expect(readRegistration(silent, '2.14.0').groups).toMatchObject([{ friendlyName: 'editors' }])
})

test('a callback URL without a path admits every path of its host, which is fine on loopback only', () => {
  expect(said(callback('https://wiki.company'))).toEqual([
    '22 warning: A callback URL without a path admits every path of its host',
  ])
  expect(said(callback('https://wiki.company/'))).toEqual([])
  expect(said(callback('http://localhost:53000'))).toEqual([])
})

test('the fragment of a callback URL is ignored', () => {
  expect(said(callback('https://wiki.company/cb#x'))).toEqual([
    '22 warning: Pocket ID ignores the fragment of a callback URL',
  ])
})

test('a client that allows no group admits nobody, unless it is unrestricted', () => {
  const none = (text: string) => text.replace('- **Allowed User Groups**: `editors`', '')
  expect(said(none)).toEqual([
    expect.stringContaining('error: The client admits nobody: a new client is restricted to groups'),
  ])
  expect(said((text) => none(text).replace('Allow the group', 'Allow all\n\nClick **Unrestrict**.'))).toEqual(
    [],
  )
})

test('2.14 makes no secret on save, 2.9 does', () => {
  const forgotten = (text: string) => text.replace(', click **Add client secret**', '')
  expect(said(forgotten)).toEqual([
    expect.stringContaining('warning: Pocket ID 2.14.0 makes no client secret when a client is saved'),
  ])
  expect(said(forgotten, '2.9.0')).toEqual([])
})
