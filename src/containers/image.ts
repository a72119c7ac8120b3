import { getContainerRuntimeClient, ImageName } from 'testcontainers'
import type { Artifact } from '../plan/artifact.ts'
import { connectEngine } from './engine.ts'
import { provenanceOf } from './provenance.ts'

/** Where the image of a product comes from, in the order in which they are tried. */
export interface ImageSource {
  /** `TOUCHSTONE_KEYCLOAK_IMAGE`: whoever sets it decides. */
  variable: string
  /** Made by `npm run images` from what a package registry publishes; absent where no registry has the product. */
  built?: string
  /** The publisher's own. */
  official: string
}

export interface ResolvedImage {
  name: string
  from: 'variable' | 'built' | 'official'
}

/** The image to run: the variable's, else one that was built here, else the publisher's; pulled when it is not here. */
export async function resolveImage(source: ImageSource): Promise<ResolvedImage> {
  const { image } = await getContainerRuntimeClient()
  const isHere = (name: string) => image.exists(ImageName.fromString(name))
  const chosen = await choose(source, isHere)
  if (await isHere(chosen.name)) return chosen
  // Engines differ in how they tell that a pull failed; whether the image is here then is the same for all.
  const failure = await image.pull(ImageName.fromString(chosen.name)).catch((error: Error) => error.message)
  if (await isHere(chosen.name)) return chosen
  const reason = failure ? ` (${failure})` : ''
  const make = source.built === undefined ? '' : 'make one with npm run images, or '
  throw new Error(
    `The image ${chosen.name} is not on this machine and cannot be pulled${reason}: ${make}name one in ${source.variable}`,
  )
}

async function choose(
  { variable, built, official }: ImageSource,
  isHere: (name: string) => Promise<boolean>,
): Promise<ResolvedImage> {
  const named = process.env[variable]
  if (named) return { name: named, from: 'variable' }
  return built !== undefined && (await isHere(built))
    ? { name: built, from: 'built' }
    : { name: official, from: 'official' }
}

/** What would be run, where the image is on this machine; null elsewhere. Nothing is pulled. Throws `NoEngine`. */
export async function identifyImage(source: ImageSource): Promise<Artifact | null> {
  await connectEngine()
  const { image } = await getContainerRuntimeClient()
  const isHere = (name: string) => image.exists(ImageName.fromString(name))
  const { name } = await choose(source, isHere)
  return (await isHere(name)) ? artifactOf(name, source) : null
}

/** The command that a local image runs by itself. */
export async function commandOf(name: string): Promise<readonly string[]> {
  const { image } = await getContainerRuntimeClient()
  return (await image.inspect(ImageName.fromString(name))).Config?.Cmd ?? []
}

/** What a local image is, as evidence names it. */
export async function artifactOf(name: string, source: ImageSource): Promise<Required<Artifact>> {
  const { image } = await getContainerRuntimeClient()
  const { Id, RepoDigests, Config } = await image.inspect(ImageName.fromString(name))
  return {
    image: name,
    digest: RepoDigests?.[0]?.split('@')[1] ?? Id,
    provenance: provenanceOf(name, Config?.Labels ?? {}, source),
  }
}
