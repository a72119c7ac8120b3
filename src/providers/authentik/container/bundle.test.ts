import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { textsOfModule } from './bundle.ts'

const module = readFileSync(new URL('fixtures/module.min.txt', import.meta.url), 'utf8')

test('texts of a minified module, the parts of those that are put together, and the modules that it loads', () => {
  const { texts, composed, imports } = textsOfModule(module)
  expect(texts).toContain('New Application')
  expect(texts).toContain('Bind existing Group / User')
  expect(texts).not.toContain('no text')
  expect(texts).not.toContain('42')
  expect(composed).toEqual([['Choose ', ' Type']])
  expect(imports.toSorted()).toEqual(['./B.js', './C.js', './D.js', './E.js'])
})

test('buttons are called after the forms that they open', () => {
  const { texts } = textsOfModule(module)
  expect(texts).toContain('New Group')
  expect(texts).toContain('Install License')
  expect(texts).not.toContain('New License')
})
