import semver from 'semver'

/** Minor releases that facts are recorded for, oldest first; 26.4.0 and 26.7.0 were run case by case. */
export const versions = ['26.4', '26.5', '26.6', '26.7']

export const defaultVersion = '26.7'

/** `26.7` means its first release: a guide that names a minor release must hold from there. */
export function complete(version: string): string {
  return semver.coerce(version)?.version ?? '26.7.0'
}

export function atLeast(version: string, since: string): boolean {
  return semver.gte(complete(version), complete(since))
}
