#!/usr/bin/env node
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { Infrastructure, type Provider } from '../src/providers/contract.ts'
import { disagreements, lookUp } from '../src/verify/look-up.ts'
import { openProducts } from '../src/verify/products.ts'
import { knownVersion } from '../src/verify/subject.ts'

const help = `Reads the texts that a running product shows, and ships those that the vocabulary uses.

Usage: npm run labels -- --provider P [options]

  --provider P          keycloak, …
  --provider-version V  this version; may be given several times, one server runs at a time
  --check               writes nothing; says where the vocabulary or the shipped data differ from the product
  --help                this text

Needs a container engine, or the address of a running server in TOUCHSTONE_<PROVIDER>_URL.
Exit codes: 0 written or in agreement, 1 they differ, 2 wrong usage, 3 infrastructure`

const { values } = parseArgs({
  options: {
    provider: { type: 'string' },
    'provider-version': { type: 'string', multiple: true },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const folder = resolve(import.meta.dirname, '../src/providers')

try {
  process.exit(await main())
} catch (error) {
  console.error(error instanceof Infrastructure || error instanceof RangeError ? error.message : error)
  process.exit(error instanceof RangeError ? 2 : 3)
}

async function main(): Promise<number> {
  const products = openProducts()
  const id = values.provider ?? ''
  if (values.help || !products.providerIds.includes(id)) {
    if (!values.help)
      console.error(`No provider "${id}", expected one of ${products.providerIds.join(', ')}\n`)
    console.log(help)
    return values.help ? 0 : 2
  }
  const provider = await products.provider(id)
  let wrong = 0
  for (const asked of values['provider-version'] ?? [provider.defaultVersion])
    wrong += await hold(provider, knownVersion(provider, asked))
  return wrong > 0 ? 1 : 0
}

/** How many texts differ. */
async function hold(provider: Provider, version: string): Promise<number> {
  const instance = await provider.drivers.container?.start({ version })
  try {
    const catalogue = await instance?.catalogue?.()
    if (!catalogue) throw new Infrastructure(`${provider.name} has no catalogue that could be read`)
    const found = disagreements(provider.vocabulary, catalogue)
    for (const { message } of found) console.log(`${provider.name} ${message}`)
    const data = lookUp(provider.vocabulary, catalogue)
    const counts = `${data.shown.length} texts of the vocabulary shown, ${data.absent.length} not`
    const file = `${folder}/${provider.id}/labels/${catalogue.version}.json`
    const stale = values.check && !isDeepStrictEqual(read(file), data)
    if (stale) console.log(`${file} is not what the product shows: run npm run labels without --check`)
    if (!values.check && !isDeepStrictEqual(read(file), data))
      write(file, `${JSON.stringify(data, null, 2)}\n`)
    console.log(`${provider.name} ${catalogue.version}: ${counts} (of ${count(catalogue.texts())} in all)`)
    return found.length + (stale ? 1 : 0)
  } finally {
    await instance?.stop()
  }
}

/** What is shipped, however it is laid out; null where nothing is. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function write(file: string, text: string) {
  mkdirSync(resolve(file, '..'), { recursive: true })
  writeFileSync(file, text)
}

function count(texts: Iterable<string>): number {
  return [...texts].length
}
