import { expect, test } from 'vitest'
import { callbackMatches } from './redirects.ts'

const matches = (pattern: string, sent: string, version = '2.14.0') => callbackMatches(pattern, sent, version)

test('compares exactly, but for case of the host, default ports and dots', () => {
  const saved = 'https://app.example.com/cb'
  expect(matches(saved, saved)).toBe(true)
  expect(matches(saved, 'https://APP.example.com/cb')).toBe(true)
  expect(matches(saved, 'https://app.example.com:443/cb')).toBe(true)
  expect(matches('https://app.example.com/a/../cb', saved)).toBe(true)
  expect(matches(saved, 'https://app.example.com/cb/')).toBe(false)
  expect(matches(saved, 'https://app.example.com/CB')).toBe(false)
  expect(matches(saved, 'https://app.example.com/cb?x=1')).toBe(false)
  expect(matches(saved, 'https://app.example.com:8443/cb')).toBe(false)
  expect(matches(saved, 'http://app.example.com/cb')).toBe(false)
})

test('without a path every path of the origin fits; a lone slash is a path', () => {
  expect(matches('http://localhost:53000', 'http://localhost:53000')).toBe(true)
  expect(matches('http://localhost:53000', 'http://localhost:53000/any/where')).toBe(true)
  expect(matches('http://localhost:53000', 'http://localhost:53001')).toBe(false)
  expect(matches('https://app.example.com', 'https://app.example.com/?x=1')).toBe(false)
  expect(matches('http://localhost:53000/', 'http://localhost:53000')).toBe(true)
  expect(matches('http://localhost:53000/', 'http://localhost:53000/x')).toBe(false)
})

test('the fragment of a saved URL is cut off', () => {
  expect(matches('https://app.example.com/cb#x', 'https://app.example.com/cb')).toBe(true)
})

test('a star is one segment, two are any depth, alone it is everything', () => {
  expect(matches('https://*.example.com/cb', 'https://a.b.example.com/cb')).toBe(true)
  expect(matches('https://app.example.com/*', 'https://app.example.com/a')).toBe(true)
  expect(matches('https://app.example.com/*', 'https://app.example.com/a/b')).toBe(false)
  expect(matches('https://app.example.com/*', 'https://app.example.com/')).toBe(false)
  expect(matches('https://app.example.com/**', 'https://app.example.com/a/b')).toBe(true)
  expect(matches('https://app.example.com:*/cb', 'https://app.example.com/cb')).toBe(true)
  expect(matches('https://app.example.com/cb?a=*&b=2', 'https://app.example.com/cb?b=2&a=1')).toBe(true)
  expect(matches('*', 'https://anything.example/')).toBe(true)
})

test('loopback takes any port where none is saved', () => {
  expect(matches('http://localhost/cb', 'http://localhost:5555/cb')).toBe(true)
  expect(matches('http://localhost:9/cb', 'http://localhost:5555/cb')).toBe(false)
  expect(matches('http://localhost/cb', 'http://127.0.0.1:5555/cb')).toBe(false)
  expect(matches('https://localhost/cb', 'https://localhost:5555/cb')).toBe(false)
  expect(matches('http://127.0.0.1:9/cb', 'http://127.0.0.1:5555/cb')).toBe(true)
  expect(matches('http://127.0.0.1:9/cb', 'http://127.0.0.1:5555/cb', '2.9.0')).toBe(false)
  expect(matches('http://[::1]:9/cb', 'http://[::1]:99/cb')).toBe(true)
  expect(matches('http://127.0.0.1:9', 'http://127.0.0.1:99/x')).toBe(false)
})
