import type { Place } from '../../plan/place.ts'
import type { BlockFact, Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { type Bindings, textOf, type Value } from '../../plan/value.ts'
import { writtenText } from './given.ts'

/** One scalar of a configuration file as the guide writes it, angle tokens included. */
export interface Line {
  /** With its indices: `oidc_providers[0].scopes[1]`. */
  key: string
  text: string
  /** Of the value. */
  place: Place
  keyPlace: Place
}

/** What the guide puts into one configuration file of the application. */
export interface ConfigFile {
  blocks: BlockFact[]
  lines: Line[]
  /** Where the file stands in the guide; the place of what is missing in it. */
  place: Place | null
  /** The last line of a key of the file: `public_baseurl`. */
  of(key: string): Line | undefined
  /** Every line of a list or below a key, in order: `oidc_providers[0].scopes`. */
  below(key: string): Line[]
}

/** The blocks of the application's side that `belongs` takes for the file, one below the other. */
export function readConfigFile(plan: Plan, belongs: (block: BlockFact) => boolean): ConfigFile {
  const blocks = factsOf(plan, 'block').filter((block) => block.side === 'application' && belongs(block))
  const lines = blocks.flatMap((block) =>
    block.entries.map(
      ({ key, value, keyPlace }): Line => ({ key, text: writtenText(value), place: value.place, keyPlace }),
    ),
  )
  return {
    blocks,
    lines,
    place: blocks[0]?.place ?? null,
    of: (key) => lines.findLast((line) => line.key === key),
    below: (key) => lines.filter((line) => line.key.startsWith(`${key}[`) || line.key.startsWith(`${key}.`)),
  }
}

/** The text of each block with the values that the reader puts in the place of angle tokens. Throws `UnboundName`. */
export function filledIn({ blocks }: ConfigFile, bindings: Bindings): string[] {
  return blocks.map((block) =>
    block.entries.reduce(
      (text, { value }) =>
        tokensOf(value).reduce(
          (whole, [token, part]) => whole.replaceAll(token, textOf(part, bindings)),
          text,
        ),
      block.text,
    ),
  )
}

/** Products quote what they do not take, and a secret may be in it: its name stands there instead. */
export function withoutSecrets(text: string, bindings: Bindings): string {
  const secrets = Object.entries(bindings).filter(([name, value]) => name.includes('secret') && value !== '')
  return secrets.reduce((result, [name, value]) => result.replaceAll(value, `<${name}>`), text)
}

function tokensOf(value: Value): Array<[token: string, part: Value]> {
  switch (value.kind) {
    case 'reference':
      return [[value.text, value]]
    case 'template': {
      const { place } = value
      return value.tokens.map(({ text, name }) => [text, { kind: 'reference', name, text, place }])
    }
    case 'list':
      return value.items.flatMap(tokensOf)
    case 'map':
      return value.entries.flatMap(({ from, to }) => [...tokensOf(from), ...tokensOf(to)])
    default:
      return []
  }
}
