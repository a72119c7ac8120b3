import { patience } from '../../../machine/patience.ts'
import type { Catalogue } from '../../../plan/catalogue.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'
import { textsOfModule } from './bundle.ts'
import type { Rest } from './rest.ts'

/** Requests under way at once. */
const together = 8

/**
 * Every text that the Admin and User interfaces show. English has no catalogue: the texts stand in the bundle, which is
 * served without a login and is crawled from its entries; names of types, flows, keys and mappings come from the API.
 * Source: web/scripts/build-web.mjs, core/templates/if, 2026.5.
 */
export async function readCatalogue(url: string, rest: Rest): Promise<Catalogue> {
  const { version_current: version } = await rest.call<{ version_current: string }>('GET', '/admin/version/')
  const [bundle, names] = await Promise.all([
    crawl(
      ['admin/AdminInterface', 'user/UserInterface'].map(
        (name) => `${url}/static/dist/${name}-${version}.js`,
      ),
    ),
    namesIn(rest),
  ])
  const texts = new Set([...bundle.texts, ...names])
  return {
    version,
    shows: (text) => texts.has(text) || (bundle.composed.some((parts) => mayBe(text, parts)) ? null : false),
    texts: () => texts,
  }
}

interface Bundle {
  texts: Set<string>
  composed: string[][]
}

async function crawl(entries: readonly string[]): Promise<Bundle> {
  const found: Bundle = { texts: new Set(), composed: [] }
  const seen = new Set(entries)
  const waiting = [...entries]
  const work = async () => {
    for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
      const { texts, composed, imports } = textsOfModule(await read(address))
      for (const text of texts) found.texts.add(text)
      found.composed.push(...composed)
      for (const next of imports.flatMap((one) => (one.startsWith('.') ? new URL(one, address).href : []))) {
        if (seen.has(next)) continue
        seen.add(next)
        waiting.push(next)
      }
    }
  }
  // A worker that finds nothing to do ends, so they start anew until the last module was read.
  while (waiting.length > 0) await Promise.all(Array.from({ length: together }, work))
  return found
}

async function read(address: string): Promise<string> {
  try {
    const answer = await askServer(address, {}, silence(patience()))
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
    return await answer.text()
  } catch (error) {
    throw new Infrastructure(
      `The texts of authentik cannot be read at ${address}: ${(error as Error).message}`,
      {
        cause: error,
      },
    )
  }
}

/** What a reader chooses from lists whose entries are objects. */
async function namesIn(rest: Rest): Promise<string[]> {
  const types = ['/providers/all/types/', '/propertymappings/all/types/']
  const lists = [
    '/flows/instances/',
    '/propertymappings/provider/scope/?managed__isnull=false',
    '/crypto/certificatekeypairs/',
  ]
  const [named, listed] = await Promise.all([
    Promise.all(types.map((path) => rest.call<Array<{ name: string }>>('GET', path))),
    Promise.all(lists.map((path) => rest.list<{ name: string; slug?: string }>(path))),
  ])
  return [
    ...named.flat().map(({ name }) => name),
    ...listed.flat().flatMap(({ name, slug }) => [name, ...(slug ? [slug] : [])]),
  ]
}

/** Whether a text can have been put together from these parts, which must say something by themselves. */
export function mayBe(text: string, parts: readonly string[]): boolean {
  if (parts.join('').replace(/\P{L}/gu, '').length < 4) return false
  let from = 0
  for (const [index, part] of parts.entries()) {
    const at = index === 0 ? (text.startsWith(part) ? 0 : -1) : text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.endsWith(parts.at(-1) ?? '')
}
