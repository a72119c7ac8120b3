import { getContainerRuntimeClient, ImageName } from 'testcontainers'

/** Where the image of a product comes from, in the order in which they are tried. */
export interface ImageSource {
  /** `TOUCHSTONE_KEYCLOAK_IMAGE`: whoever sets it decides. */
  variable: string
  /** Made by `npm run images` from what a package registry publishes. */
  built: string
  /** The publisher's own. */
  official: string
}

export interface ResolvedImage {
  name: string
  from: 'variable' | 'built' | 'official'
}

/** The image to run: the variable's, else one that was built here, else the publisher's. */
export async function resolveImage({ variable, built, official }: ImageSource): Promise<ResolvedImage> {
  const chosen = process.env[variable]
  if (chosen) return { name: chosen, from: 'variable' }
  const { image } = await getContainerRuntimeClient()
  return (await image.exists(ImageName.fromString(built)))
    ? { name: built, from: 'built' }
    : { name: official, from: 'official' }
}

/** The digest of a local image, as evidence names it. */
export async function digestOf(name: string): Promise<string> {
  const { image } = await getContainerRuntimeClient()
  const { Id, RepoDigests = [] } = await image.inspect(ImageName.fromString(name))
  return RepoDigests[0]?.split('@')[1] ?? Id
}
