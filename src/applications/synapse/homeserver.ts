import type { Place } from '../../plan/place.ts'
import type { BlockFact, Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { type Bindings, textOf, type Value } from '../../plan/value.ts'
import { writtenText } from '../_shared/given.ts'

/** One scalar of homeserver.yaml as the guide writes it, angle tokens included. */
export interface Line {
  /** With its indices: `oidc_providers[0].scopes[1]`. */
  key: string
  text: string
  /** Of the value. */
  place: Place
  keyPlace: Place
}

/** What the guide puts into homeserver.yaml; the first identity provider is the guide's. */
export interface Homeserver {
  blocks: BlockFact[]
  lines: Line[]
  /** Where the file stands in the guide; the place of what is missing in it. */
  place: Place | null
  /** The last line of a key of the file: `public_baseurl`. */
  of(key: string): Line | undefined
  /** The line of a key of the guide's provider: `issuer`, `user_mapping_provider.config.localpart_template`. */
  own(key: string): Line | undefined
  /** Every line of a list of the guide's provider, in order: `scopes`. */
  list(key: string): Line[]
}

export const first = 'oidc_providers[0]'

export function readHomeserver(plan: Plan): Homeserver {
  const blocks = factsOf(plan, 'block').filter(isHomeserver)
  const lines = blocks.flatMap((block) =>
    block.entries.map(
      ({ key, value, keyPlace }): Line => ({ key, text: writtenText(value), place: value.place, keyPlace }),
    ),
  )
  const of = (key: string) => lines.findLast((line) => line.key === key)
  return {
    blocks,
    lines,
    place: blocks[0]?.place ?? null,
    of,
    own: (key) => of(`${first}.${key}`),
    list: (key) => lines.filter((line) => line.key.replace(/\[\d+\]$/, '') === `${first}.${key}`),
  }
}

/** A file of another name is not read; one that the guide does not name is taken by what stands in it. */
function isHomeserver(block: BlockFact): boolean {
  if (block.side !== 'application' || block.language !== 'yaml') return false
  if (block.destination === null) return block.entries.some(({ key }) => key.startsWith('oidc_providers'))
  return block.destination.split('/').at(-1) === 'homeserver.yaml'
}

/** The text of each block with the values that the reader puts in the place of angle tokens. Throws `UnboundName`. */
export function filledIn({ blocks }: Homeserver, bindings: Bindings): string[] {
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

function tokensOf(value: Value): Array<[token: string, part: Value]> {
  if (value.kind === 'reference') return [[value.text, value]]
  if (value.kind !== 'template') return []
  const { place } = value
  return value.tokens.map(({ text, name }) => [text, { kind: 'reference', name, text, place }])
}
