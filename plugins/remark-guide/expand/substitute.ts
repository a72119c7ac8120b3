import { concat, type Mapped, placeOf, type Spot, slice } from '../text/mapped.ts'
import { handed } from './parameters.ts'
import type { Scope } from './scope.ts'

const parameter = /\{props\.(\w+)\}/g

/** `{props.name}` in code, which MDX leaves as it is, becomes the parameter's text. A page has no parameters. */
export function substitute(text: Mapped, scope: Scope): Mapped {
  if (scope.origin.includes.length === 0) return text
  const parts: Mapped[] = []
  let at = 0
  for (const match of text.text.matchAll(parameter)) {
    const end = match.index + match[0].length
    parts.push(
      slice(text, at, match.index),
      handed(match[1] ?? '', spotOf(text, match.index, end, scope), scope),
    )
    at = end
  }
  return concat([...parts, slice(text, at, text.text.length)])
}

function spotOf(text: Mapped, from: number, to: number, { origin }: Scope): Spot {
  const pieces = slice(text, from, to).pieces
  const [first] = pieces
  return { origin, start: first?.start ?? 0, end: pieces.at(-1)?.end ?? placeOf(text)?.end.offset ?? 0 }
}
