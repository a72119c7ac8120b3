import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { $ } from 'zx'
import { baseImage, exists } from './base.ts'
import { buildFlags, type EngineCli } from './engine-cli.ts'
import { asThisMachine } from './packages.ts'
import type { ImageRecipe, Warm } from './recipe.ts'

export interface Built {
  image: string
  /** Null when it was there already. */
  seconds: number | null
}

/** Makes one version of a product's image unless it is there. `folder` holds the Containerfile. */
export async function buildImage(
  engine: EngineCli,
  recipe: ImageRecipe,
  folder: string,
  version: string,
  say: (text: string) => void,
): Promise<Built> {
  const image = `${recipe.image}:${version}`
  if (await exists(engine, image)) return { image, seconds: null }
  const start = performance.now()
  const cold = recipe.warm ? `${image}-cold` : image
  const context = await mkdtemp(join(tmpdir(), 'touchstone-image-'))
  try {
    await cp(folder, context, { recursive: true })
    if (recipe.archive) await fetchArchive(recipe.archive(version), context, say)
    say(`${image}: building …`)
    const machine = recipe.packages ? await asThisMachine(recipe.packages, context) : []
    const given = [...machine, '--build-arg', `BASE=${baseImage}`, '--build-arg', `VERSION=${version}`]
    await engine.run(
      'build',
      '--quiet',
      ...buildFlags(engine),
      ...given,
      '--file',
      join(context, 'Containerfile'),
      '--tag',
      cold,
      context,
    )
    if (recipe.warm) await warmUp(engine, cold, image, recipe.warm, say)
  } finally {
    await rm(context, { recursive: true, force: true })
  }
  return { image, seconds: (performance.now() - start) / 1000 }
}

/** Maven's own client knows where its registry is, and checks what it gets. */
async function fetchArchive(artifact: string, context: string, say: (text: string) => void): Promise<void> {
  say(`${artifact}: fetching …`)
  const folder = join(context, 'archive')
  await $({
    quiet: true,
  })`mvn --batch-mode --quiet dependency:copy -Dartifact=${artifact} -DoutputDirectory=${folder}`
}

async function warmUp(
  engine: EngineCli,
  cold: string,
  image: string,
  warm: Warm,
  say: (text: string) => void,
) {
  say(`${image}: starting once, so that later starts are short …`)
  const environment = Object.entries(warm.environment).flatMap(([name, value]) => [
    '--env',
    `${name}=${value}`,
  ])
  const { port: pages, paths } = warm.visits ?? { port: warm.ready.port, paths: [] }
  const ports = [...new Set([warm.ready.port, pages])]
  const published = ports.flatMap((port) => ['--publish', `127.0.0.1::${port}`])
  const id = await engine.run('run', '--detach', ...published, ...environment, cold, ...warm.command)
  const addressOf = async (port: number) => {
    const mapped = (await engine.run('port', id, `${port}/tcp`)).split('\n')[0]?.split(':').at(-1)
    return `http://127.0.0.1:${mapped}`
  }
  try {
    await answering(`${await addressOf(warm.ready.port)}${warm.ready.path}`, warm.patience)
    const site = await addressOf(pages)
    for (const path of paths) await visit(`${site}${path}`)
    if (warm.end) await engine.run('exec', id, ...warm.end)
    // With time for what the product writes when it ends. The option's long name differs between engines and releases.
    await engine.run('stop', '-t', String(warm.patience), id)
    await engine.run('commit', id, image)
  } finally {
    await engine.run('rm', '--force', id)
    await engine.run('rmi', '--force', cold).catch(() => {})
  }
}

/** A page that fails costs a later start some time, and nothing else. */
async function visit(url: string): Promise<void> {
  await fetch(url, { signal: AbortSignal.timeout(60_000) })
    .then((answer) => answer.arrayBuffer())
    .catch(() => {})
}

async function answering(url: string, patience: number): Promise<void> {
  for (const end = Date.now() + patience * 1000; Date.now() < end; await wait(1000)) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
  }
  throw new Error(`Nothing answered at ${url} within ${patience} s, expected the product to become ready`)
}
