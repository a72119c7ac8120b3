import type { Artifact } from '../plan/artifact.ts'

/**
 * A name for what runs, the same only where it behaves the same: the digest of its image, or the commit that whoever
 * runs it names. Null where neither is known.
 */
export function identityOf(artifact: Artifact | null): string | null {
  if (artifact?.digest !== undefined) return artifact.digest
  const { version, commit } = artifact?.provenance ?? {}
  return commit === undefined ? null : `${version}@${commit}`
}
