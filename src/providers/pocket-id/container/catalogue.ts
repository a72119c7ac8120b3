import { patience } from '../../../machine/patience.ts'
import type { Catalogue } from '../../../plan/catalogue.ts'
import { askServer, silence } from '../../../web/upstream.ts'
import { Infrastructure } from '../../contract.ts'
import { englishIn, scriptsIn } from './english.ts'

/** Requests under way at once: the front end is some three hundred scripts. */
const atOnce = 16

/**
 * Every text that the front end of this server shows in English. There is no address for texts: they stand in the
 * scripts, which need no login, and `/_app/version.json` tells the release (source: frontend/svelte.config.js, v2.14.0).
 */
export async function readCatalogue(url: string): Promise<Catalogue> {
  const [version, scripts] = await Promise.all([versionAt(url), scriptsAt(url)])
  const texts = new Set(scripts.flatMap(englishIn))
  if (texts.size === 0)
    throw new Infrastructure(
      `The front end of Pocket ID at ${url} shows no texts: it is missing, or its scripts are made otherwise than those of 2.9 to 2.14`,
    )
  return { version, shows: (text) => texts.has(text), texts: () => texts }
}

async function versionAt(url: string): Promise<string> {
  const { version } = JSON.parse(await read(`${url}/_app/version.json`)) as { version: string }
  return version
}

/** All scripts that the page leads to, each once. */
async function scriptsAt(url: string): Promise<string[]> {
  const known = new Set<string>()
  const news = (base: string, text: string) =>
    scriptsIn(text)
      .map((path) => new URL(path, base).href)
      .filter((one) => !known.has(one) && known.add(one))
  const texts: string[] = []
  for (let open = news(`${url}/`, await read(`${url}/`)); open.length > 0; ) {
    const [now, later] = [open.slice(0, atOnce), open.slice(atOnce)]
    const got = await Promise.all(now.map(async (one) => [one, await read(one)] as const))
    texts.push(...got.map(([, text]) => text))
    open = [...later, ...got.flatMap(([one, text]) => news(one, text))]
  }
  return texts
}

async function read(url: string): Promise<string> {
  try {
    const answer = await askServer(url, {}, silence(patience()))
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
    return await answer.text()
  } catch (error) {
    throw new Infrastructure(`The texts of Pocket ID cannot be read at ${url}: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
