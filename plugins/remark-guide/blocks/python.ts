import { readSettings } from '../../../src/python/assignments.ts'
import type { Literal, Range } from '../../../src/python/literal.ts'
import type { Parsed, RawEntry } from './entry.ts'

/** Settings that are assignments of literals. Leaves are the entries, by their path: `OAUTH2_CONFIG[0].OAUTH2_SCOPE`. */
export function parsePython(text: string): Parsed {
  const { assignments, fault } = readSettings(text)
  const entries = assignments.flatMap(({ name, nameAt, value, whole }) =>
    leavesOf(value, { path: name, key: nameAt, whole }, text),
  )
  return fault ? { entries, fault } : { entries }
}

interface Position {
  path: string
  /** The nearest name. */
  key: Range
  /** What a writer takes out to be rid of it, its comma included. */
  whole: Range
}

function leavesOf(value: Literal, { path, key, whole }: Position, text: string): RawEntry[] {
  if (value.kind === 'sequence' && value.items.length > 0)
    return value.items.flatMap((item, i) =>
      leavesOf(item.value, { path: `${path}[${i}]`, key, whole: item.whole }, text),
    )
  if (value.kind === 'dictionary' && value.items.length > 0)
    return value.items.flatMap((pair) => {
      const { key: name } = pair
      const [label, at] =
        name.kind === 'string'
          ? [name.value, name.inner ?? name]
          : [text.slice(name.from, name.to), { from: name.from, to: name.to }]
      return leavesOf(pair.value, { path: `${path}.${label}`, key: at, whole: pair.whole }, text)
    })
  const stands = value.kind === 'string' && value.inner ? value.inner : value
  const shown = text.slice(stands.from, stands.to)
  return [
    {
      key: path,
      keyFrom: key.from,
      keyTo: key.to,
      valueFrom: stands.from,
      valueTo: stands.to,
      from: whole.from,
      to: whole.to,
      ...(value.kind === 'string' && value.value !== shown && { value: value.value }),
    },
  ]
}
