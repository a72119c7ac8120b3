import semver from 'semver'

/** Versions that facts are recorded for, oldest first. 2026.5 ran from source; the others were read. */
export const versions = [
  '2024.12.0',
  '2025.2.0',
  '2025.4.0',
  '2025.8.0',
  '2025.10.0',
  '2025.12.0',
  '2026.2.0',
  '2026.5.0',
  '2026.8.0',
]

export const defaultVersion = '2026.5.0'

/** Whether `version` is `than` or later; `2026.5` reads as `2026.5.0`, a release candidate as its release. */
export function atLeast(version: string, than: string): boolean {
  return semver.gte(semver.coerce(version) ?? defaultVersion, than)
}
