#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBase } from '../src/containers/build/base.ts'
import { buildImage } from '../src/containers/build/build.ts'
import { engineCli } from '../src/containers/build/engine-cli.ts'
import { findRecipes } from '../src/containers/build/recipes.ts'
import { NoEngine } from '../src/containers/engine.ts'

const help = `Makes images of products from package registries, where the publishers' own cannot be pulled.

Usage: npm run images -- [product[:version]…] [options]

  product       keycloak, keycloak:26.7.0, …; every version of every product with a recipe when absent
  --list        what can be made
  --help        this text

Needs a container engine (Docker or Podman), mmdebstrap and mvn. Images that are there are left alone.
Exit codes: 0 made, 2 wrong usage, 3 infrastructure`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

try {
  process.exit(await main())
} catch (error) {
  console.error(error instanceof NoEngine ? error.message : error)
  process.exit(3)
}

async function main(): Promise<number> {
  const found = await findRecipes(resolve(import.meta.dirname, '../src'))
  const all = found.flatMap((one) => one.recipe.versions.map((version) => ({ ...one, version })))
  const named = ({ product, version }: (typeof all)[number]) => [product, `${product}:${version}`]
  const wrong = positionals.filter((name) => !all.some((one) => named(one).includes(name)))
  if (values.help || wrong.length > 0) {
    if (wrong.length > 0)
      console.error(
        `No recipe for ${wrong.join(', ')}, expected some of ${all.map((one) => named(one)[1]).join(', ')}`,
      )
    console.log(help)
    return values.help ? 0 : 2
  }
  const chosen = all.filter(
    (one) => positionals.length === 0 || named(one).some((name) => positionals.includes(name)),
  )
  if (values.list) {
    for (const { recipe, version } of chosen) console.log(`${recipe.image}:${version}`)
    return 0
  }
  const engine = await engineCli()
  await ensureBase(engine, console.error)
  for (const { recipe, folder, version } of chosen) {
    const { image, seconds } = await buildImage(engine, recipe, folder, version, console.error)
    console.log(seconds === null ? `${image} is there` : `${image} made in ${seconds.toFixed(0)} s`)
  }
  return 0
}
