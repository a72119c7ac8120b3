import leven from 'leven'
import { gte } from 'semver'
import type { Concern } from '../concern.ts'
import { statedScopes } from '../settings.ts'

/** What becomes of the list of scopes when it is saved. Source: AuthManager.cs, v15.1 and v15.2. */
export const scopes: Concern = ({ stated, version }) => {
  const one = stated.of('scopes')
  const rows = statedScopes(stated)
  if (!one || !rows || !gte(version, '15.1.0')) return []
  const names = rows.map(({ scope }) => scope)
  const crowded = rows.filter(({ scope }) => /[\s,|]/.test(scope))
  if (crowded.length > 0) {
    return crowded.map(({ scope, place }) => ({
      message: `**Scopes** takes one scope in each row: \`${scope}\` in one row is sent as it is, with \`openid profile\` once more behind it`,
      help: 'Have the reader add one row for each scope',
      place,
      expected: scope.split(/[\s,|]+/).join(' / '),
      actual: scope,
    }))
  }
  const standard = ['openid', 'profile', 'email']
  /** The row that was probably meant, else the whole list. */
  const near = (scope: string) =>
    rows.find((row) => !standard.includes(row.scope) && leven(row.scope, scope) <= 2)?.place ?? one.place
  return standard
    .filter((scope) => !names.includes(scope))
    .map((scope) => ({
      message:
        scope === 'email'
          ? 'Without the scope `email` new users are named after their preferred user name, and those named after their address are renamed at the next sign-in'
          : `The server puts \`${scope}\` back into **Scopes** when it is missing`,
      help: `List \`${scope}\`, so that the reader sees what is sent`,
      place: near(scope),
      expected: scope,
      actual: names.join(' '),
    }))
}
