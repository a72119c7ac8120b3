import { existsSync, readdirSync } from 'node:fs'
import type { Application } from '../applications/contract.ts'
import type { Provider } from '../providers/contract.ts'

export interface Products {
  providers: ReadonlyMap<string, Provider>
  applications: ReadonlyMap<string, Application>
  /** Why a folder could not be loaded, by the product's id. */
  broken: ReadonlyMap<string, unknown>
}

export interface ProductFolders {
  providers: URL
  applications: URL
}

export const ownFolders: ProductFolders = {
  providers: new URL('../providers/', import.meta.url),
  applications: new URL('../applications/', import.meta.url),
}

/** Finds providers and applications by their folders: each has an `index.ts` whose default export it is. */
export async function loadProducts(folders: ProductFolders = ownFolders): Promise<Products> {
  const broken = new Map<string, unknown>()
  const load = async <T extends { id: string }>(folder: URL): Promise<Map<string, T>> => {
    const products = await Promise.all(
      idsIn(folder).map(async (id) => {
        try {
          const { default: product } = (await import(new URL(`${id}/index.ts`, folder).href)) as {
            default?: T
          }
          if (product?.id === id) return product
          throw new TypeError(
            `${id}/index.ts exports ${product?.id ?? 'nothing'}, expected a product with the id ${id}`,
          )
        } catch (error) {
          broken.set(id, error)
          return null
        }
      }),
    )
    return new Map(products.flatMap((product) => (product ? [[product.id, product]] : [])))
  }
  const [providers, applications] = await Promise.all([
    load<Provider>(folders.providers),
    load<Application>(folders.applications),
  ])
  return { providers, applications, broken }
}

function idsIn(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, folder)))
    .map((entry) => entry.name)
    .sort()
}
