import { existsSync, readdirSync } from 'node:fs'
import type { Application } from '../applications/contract.ts'
import type { Side } from '../plan/plan.ts'
import { Infrastructure, type Provider } from '../providers/contract.ts'

/** Where products are found: each folder with an `index.ts` is one, its default export is the product. */
export interface ProductFolders {
  providers: URL
  applications: URL
}

export const ownFolders: ProductFolders = {
  providers: new URL('../providers/', import.meta.url),
  applications: new URL('../applications/', import.meta.url),
}

/** The products that are known, loaded when somebody asks: a guide needs two of them. */
export interface Products {
  providerIds: readonly string[]
  applicationIds: readonly string[]
  /** Throws {@link UnknownProduct}, or `Infrastructure` when its folder cannot be loaded. */
  provider(id: string): Promise<Provider>
  application(id: string): Promise<Application>
  /** The products that a guide of this pair is not about. */
  others(pair: { provider: string; application: string }): Array<{ id: string; side: Side }>
}

/** Nobody has written a folder for this product. */
export class UnknownProduct extends Infrastructure {
  constructor(kind: 'provider' | 'application', id: string, known: readonly string[]) {
    super(
      `No ${kind} "${id}" is known, expected one of ${known.join(', ') || 'none'}: add src/${kind}s/${id}/index.ts`,
    )
  }
}

export function openProducts(folders: ProductFolders = ownFolders): Products {
  const [providerIds, applicationIds] = [idsIn(folders.providers), idsIn(folders.applications)]
  return {
    providerIds,
    applicationIds,
    provider: memoized((id) => load<Provider>('provider', id, folders.providers, providerIds)),
    application: memoized((id) => load<Application>('application', id, folders.applications, applicationIds)),
    others: (pair) => [
      ...providerIds.filter((id) => id !== pair.provider).map((id) => ({ id, side: 'provider' as const })),
      ...applicationIds
        .filter((id) => id !== pair.application)
        .map((id) => ({ id, side: 'application' as const })),
    ],
  }
}

async function load<T extends { id: string }>(
  kind: 'provider' | 'application',
  id: string,
  folder: URL,
  known: readonly string[],
): Promise<T> {
  if (!known.includes(id)) throw new UnknownProduct(kind, id, known)
  const file = `${id}/index.ts`
  const { default: product } = await (
    import(/* @vite-ignore */ new URL(file, folder).href) as Promise<{ default?: T }>
  ).catch((error: unknown) => {
    throw new Infrastructure(`Cannot load ${file} of the ${kind}s: ${error}`, { cause: error })
  })
  if (product?.id === id) return product
  throw new Infrastructure(
    `${file} exports ${product?.id ?? 'nothing'}, expected a ${kind} with the id ${id}`,
  )
}

function memoized<T>(make: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return (id) => {
    const one = made.get(id) ?? make(id)
    made.set(id, one)
    return one
  }
}

function idsIn(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, folder)))
    .map((entry) => entry.name)
    .sort()
}
