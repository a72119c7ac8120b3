import { type Catalogue, shippedCatalogue } from '../plan/catalogue.ts'
import type { Fact } from '../plan/plan.ts'
import type { Provider } from '../providers/contract.ts'
import { isSlip, nearest } from '../rules/support/near.ts'
import { Drift } from './failure.ts'
import { screenTextsOf } from './screen-texts.ts'

/** What the provider ships about this version, `26.7` meaning the release of it that was looked at. */
export function shippedFor(provider: Provider, version: string): Catalogue | null {
  const found = provider.lookedUp?.().find((one) => `${one.version}.`.startsWith(`${version}.`))
  return found ? shippedCatalogue(found) : null
}

/**
 * Holds the words of a fact against the product's screens; returns how many were looked up.
 * Throws {@link Drift} for a text that the product does not show, naming the versions that do.
 */
export function checkShown(fact: Fact, provider: Provider, catalogue: Catalogue): number {
  const texts = screenTextsOf(fact, provider.vocabulary)
  for (const { text, place } of texts) {
    if (catalogue.shows(text) !== false) continue
    const near = renamed(text, catalogue)
    const elsewhere = versionsWith(text, provider)
    const where = elsewhere.length > 0 ? ` (${elsewhere.join(' and ')} does)` : ''
    throw new Drift({
      message: `${provider.name} ${catalogue.version} shows no **${text}** on any screen${where}`,
      place,
      expected: near === undefined ? `a text that ${provider.name} ${catalogue.version} shows` : near,
      actual: text,
    })
  }
  return texts.filter(({ text }) => catalogue.shows(text) !== null).length
}

/** What the product calls it now, where that differs by a slip or by capitals only: among thousands of texts others are near by chance. */
function renamed(text: string, catalogue: Catalogue): string | undefined {
  const near = nearest(text, catalogue.texts())
  if (near === undefined) return undefined
  return isSlip(text, near) || text.toLowerCase() === near.toLowerCase() ? near : undefined
}

function versionsWith(text: string, { lookedUp }: Provider): string[] {
  return (lookedUp?.() ?? []).filter(({ shown }) => shown.includes(text)).map(({ version }) => version)
}
