import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { englishIn, scriptsIn } from './english.ts'

const script = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')

test('English is chosen by its name', () => {
  expect(englishIn(script('english-by-name'))).toEqual(['Members'])
})

test('English is what is left when no other name fits; functions that nobody chooses among are no messages', () => {
  expect(englishIn(script('english-as-base'))).toEqual(['New at {appName}'])
})

test('marks that a template literal hides are shown', () => {
  const text = "a=()=>`Don't use \\`x\\`\\u2026`,z=()=>`Nicht`,d=((e)=>{return n===`de`?z(e):a(e)})"
  expect(englishIn(text)).toEqual(["Don't use `x`…"])
})

test('a page names its scripts from the root, a script from its own place', () => {
  const page = '<link href="/_app/immutable/entry/start.B.js"><script src="https://elsewhere/x.js">'
  expect(scriptsIn(page)).toEqual(['/_app/immutable/entry/start.B.js'])
  expect(scriptsIn('import{a}from"./C.js";f=["../nodes/0.D-e.js"];x="y.js"')).toEqual([
    './C.js',
    '../nodes/0.D-e.js',
  ])
})
