import type { Application } from '../applications/contract.ts'
import type { Vocabulary } from '../plan/vocabulary.ts'
import type { Provider } from '../providers/contract.ts'
import { openProducts, type Products } from './products.ts'

/** Every provider that has a folder, by id. */
export function loadProviders(products: Products = openProducts()): Promise<ReadonlyMap<string, Provider>> {
  return all(products.providerIds, products.provider)
}

/** Every application that has a folder, by id. */
export function loadApplications(
  products: Products = openProducts(),
): Promise<ReadonlyMap<string, Application>> {
  return all(products.applicationIds, products.application)
}

export interface Vocabularies {
  provider?: Vocabulary
  application?: Vocabulary
}

/**
 * The words of a guide's two products, for extraction. A product that nobody has described has none, and its guides
 * are read with words that all guides use. Throws `Infrastructure` when a product's folder cannot be loaded.
 */
export async function vocabulariesFor(
  { provider, application }: { provider: string; application: string },
  products: Products = openProducts(),
): Promise<Vocabularies> {
  const [one, other] = await Promise.all([
    products.providerIds.includes(provider) ? products.provider(provider) : undefined,
    products.applicationIds.includes(application) ? products.application(application) : undefined,
  ])
  return { provider: one?.vocabulary, application: other?.vocabulary }
}

async function all<T>(ids: readonly string[], load: (id: string) => Promise<T>): Promise<Map<string, T>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await load(id)] as const)))
}
