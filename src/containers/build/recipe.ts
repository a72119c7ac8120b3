import type { PackageClient } from './packages.ts'

/**
 * How an image of a product is made from what a package registry publishes as its real distribution.
 * A recipe is the default export of `src/<providers|applications>/<product>/container/recipe.ts`, a `Containerfile` beside it.
 */
export interface ImageRecipe {
  /** `localhost/touchstone/keycloak`; the version is the tag. */
  image: string
  versions: readonly string[]
  /** The Maven artifact to lay into the build's folder as `archive`; `null` when the Containerfile installs packages itself. */
  archive: ((version: string) => string) | null
  /** The client by which the Containerfile installs packages; it finds the machine's registry and authorities. */
  packages?: PackageClient
  /** Started once until it answers, stopped and committed: later starts find their database migrated. */
  warm: Warm | null
}

export interface Warm {
  command: readonly string[]
  environment: Readonly<Record<string, string>>
  ready: { port: number; path: string }
  /** Pages to ask for once it answers: what they load is then part of what later starts find prepared. */
  visits?: { port: number; paths: readonly string[] }
  /** A command inside that asks the product itself to end, where what started it does not hand a signal on. */
  end?: readonly string[]
  /** Seconds. */
  patience: number
}
