import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ImageRecipe } from './recipe.ts'

export interface FoundRecipe {
  /** The product's folder name: `keycloak`. */
  product: string
  recipe: ImageRecipe
  /** Holds the Containerfile. */
  folder: string
}

/** Every product that has a recipe: adding one is adding a folder. */
export async function findRecipes(src: string): Promise<FoundRecipe[]> {
  const files = globSync('{providers,applications}/*/container/recipe.ts', { cwd: src }).sort()
  return Promise.all(
    files.map(async (file) => {
      const folder = dirname(join(src, file))
      if (!existsSync(join(folder, 'Containerfile')))
        throw new Error(`${folder} has a recipe, expected a Containerfile beside it`)
      const { default: recipe } = (await import(pathToFileURL(join(src, file)).href)) as {
        default: ImageRecipe
      }
      return { product: file.split('/')[1] ?? file, recipe, folder }
    }),
  )
}
