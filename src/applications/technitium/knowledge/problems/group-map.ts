import type { Concern } from '../concern.ts'
import { localGroups } from '../local-groups.ts'
import { rowsOf } from '../settings.ts'

/** Rows that are refused when they are saved, and rows that never give anything. Source: WebServiceAuthApi.cs, v15.2. */
export const groupMap: Concern = ({ stated }) =>
  stated.given
    .filter(({ field }) => field === 'group_map')
    .flatMap(({ value, fact }) => {
      const rows = rowsOf(value)
      const separators = fact.kind === 'block' ? /[,:]/ : /\|/
      return rows.flatMap((row, index) => {
        const { remote, local, remotePlace, localPlace } = row
        const twice = rows.findIndex((one) => one.remote === remote) < index
        return [
          ...(twice
            ? [
                {
                  message: `Remote group \`${remote}\` stands in two rows: the map is not saved`,
                  help: 'Keep one row; a remote group gives one local group',
                  place: remotePlace,
                  expected: 'each remote group once',
                  actual: remote,
                },
              ]
            : []),
          ...(localGroups.some((group) => group.toLowerCase() === local.toLowerCase())
            ? []
            : [
                {
                  message: `There is no local group \`${local}\`: the row is ignored without a message`,
                  help: `Local groups of a new installation are ${localGroups.join(', ')}`,
                  place: localPlace,
                  expected: localGroups.join(', '),
                  actual: local,
                  suggestion: localGroups.find((group) => alike(group, local)),
                },
              ]),
          ...[
            { name: remote, place: remotePlace },
            { name: local, place: localPlace },
          ]
            .filter(({ name }) => separators.test(name))
            .map(({ name, place }) => ({
              message: `The name \`${name}\` holds a character that separates the entries of the map`,
              help: fact.kind === 'block' ? 'Use no `,` or `:` in names' : 'Use no `|` in names',
              place,
              expected: 'a name without separators',
              actual: name,
            })),
        ]
      })
    })

/** Near enough for "did you mean": the same words but for one letter, or one within the other. */
function alike(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  if (a.includes(b) || b.includes(a)) return true
  return a.length === b.length && [...a].filter((letter, index) => letter !== b[index]).length <= 2
}
