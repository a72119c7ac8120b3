import type { Provenance } from '../plan/artifact.ts'
import type { ImageSource } from './image.ts'

/** Keys of the OCI image specification (annotations, "Pre-Defined Annotation Keys"). */
const keys = {
  version: 'org.opencontainers.image.version',
  commit: 'org.opencontainers.image.revision',
  source: 'org.opencontainers.image.source',
}

/**
 * Where an image comes from. The publisher's is told by its name, one of `npm run images` by its name and by having no
 * revision; any other is built from the source that its labels name, or that `TOUCHSTONE_<PRODUCT>_SOURCE` names for it.
 */
export function provenanceOf(
  name: string,
  labels: Readonly<Record<string, string>>,
  { variable, built, official }: ImageSource,
  environment: NodeJS.ProcessEnv = process.env,
): Provenance {
  const tag = tagOf(name)
  // Labels are inherited: the version of an image without its own is that of the system below.
  const version = tag && /^v?\d/.test(tag) ? tag.replace(/^v/, '') : labels[keys.version]
  const [commit, source] = [labels[keys.commit], labels[keys.source]]
  const told = {
    ...(version !== undefined && { version }),
    ...(commit !== undefined && { commit }),
    ...(source !== undefined && { source }),
  }
  if (repositoryOf(name) === repositoryOf(official)) return { origin: 'official', ...told }
  if (commit !== undefined) return { origin: 'built from source', ...told }
  if (built !== undefined && repositoryOf(name) === repositoryOf(built))
    return { origin: 'built from packages', ...told }
  return sourceIn(variable.replace(/_IMAGE$/, '_SOURCE'), environment) ?? { origin: 'unknown', ...told }
}

/**
 * What runs at an address that somebody named in `TOUCHSTONE_<PRODUCT>_URL`, as `TOUCHSTONE_<PRODUCT>_SOURCE` tells it:
 * `<version>@<commit>`. `product` is the middle of the variables' names: `KEYCLOAK`, `POCKET_ID`.
 * Throws a `RangeError` for a text of another form.
 */
export function provenanceAtUrl(product: string, environment: NodeJS.ProcessEnv = process.env): Provenance {
  return sourceIn(`TOUCHSTONE_${product}_SOURCE`, environment) ?? { origin: 'unknown' }
}

function sourceIn(variable: string, environment: NodeJS.ProcessEnv): Provenance | null {
  const text = environment[variable]
  if (text === undefined || text === '') return null
  const [, version, commit] = /^([\w.+-]+)@([0-9a-f]{7,64})$/.exec(text) ?? []
  if (version === undefined || commit === undefined)
    throw new RangeError(
      `${variable} is "${text}", expected <version>@<commit> such as 2.14.0@3f2c1ab, the commit in hexadecimal digits`,
    )
  return { origin: 'built from source', version, commit }
}

/** `registry.company:5000/product:tag@digest` */
function tagOf(name: string): string | undefined {
  return /:([^/:]+)$/.exec(withoutDigest(name))?.[1]
}

function repositoryOf(name: string): string {
  return withoutDigest(name).replace(/:[^/:]+$/, '')
}

function withoutDigest(name: string): string {
  return name.replace(/@.*$/, '')
}
