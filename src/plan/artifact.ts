/** How a running product came into being. */
export type Origin = 'official' | 'built from packages' | 'built from source' | 'unknown'

export interface Provenance {
  origin: Origin
  /** The release that runs, where something tells it: `26.7.0`. */
  version?: string
  /** The commit that it was built from. */
  commit?: string
  /** Address of the repository that has the commit. */
  source?: string
}

/** What runs: as much of it as is known. Nothing is known of a stand-in. */
export interface Artifact {
  /** `quay.io/keycloak/keycloak:26.7.0` */
  image?: string
  /** `sha256:…`, by which the image is the same everywhere. */
  digest?: string
  provenance?: Provenance
}
