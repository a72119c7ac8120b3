import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Rule } from '../../../src/plan/rule.ts'
import { openProducts, type ProductFolders } from '../../../src/verify/products.ts'
import { planReader } from '../read.ts'

const fixtures = resolve(import.meta.dirname, '../../../src/verify/fixtures')

/** Acme ID and Bookshelf, which exist nowhere. */
export const folders: ProductFolders = {
  providers: new URL(`file://${fixtures}/providers/`),
  applications: new URL(`file://${fixtures}/applications/`),
}

/** The same with an Acme ID that has a real server beside its stand-in, in two versions. */
export const containedFolders: ProductFolders = {
  ...folders,
  providers: new URL(`file://${fixtures}/contained/`),
}

/** Reports each sentence that has the word "broken": enough of a rule to see how findings come out. */
export const rule: Rule = {
  id: 'fictional/no-broken-words',
  severity: 'error',
  summary: 'Nothing is called broken.',
  help: 'Call it something else.',
  *check(plan) {
    for (const heading of plan.headings) {
      if (!heading.text.includes('broken')) continue
      yield { message: 'A heading says broken', help: 'Call it something else', place: heading.place }
    }
  },
}

/** A project of its own with the fictional guide in it; gone after the test. Each change must find its text. */
export function project(changes: Record<string, string> = {}, changesOfPartial: Record<string, string> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'guides-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(`${fixtures}/docs`, `${root}/docs`, { recursive: true })
  const file = 'docs/integrations/bookshelf/acme.mdx'
  const partial = 'docs/integrations/_partials/providers/acme/client.mdx'
  const edit = (name: string, edits: Record<string, string>) => {
    let text = readFileSync(join(root, name), 'utf8')
    for (const [from, to] of Object.entries(edits)) {
      if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`)
      text = text.replace(from, to)
    }
    writeFileSync(join(root, name), text)
  }
  edit(file, changes)
  edit(partial, changesOfPartial)
  return { root, docs: join(root, 'docs/integrations'), file, partial, edit }
}

/** The plan of the fictional guide, with some of its text changed. */
export async function readGuide(...changes: Parameters<typeof project>) {
  const { root, file } = project(...changes)
  const products = openProducts(folders)
  const [provider, application] = await Promise.all([
    products.provider('acme'),
    products.application('bookshelf'),
  ])
  return { ...(await planReader(root)(file, provider, application)), provider, application }
}
