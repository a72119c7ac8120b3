import type { Place } from './place.ts'

/**
 * What the guide says stands in a field.
 *
 * - `literal`: exactly this text; placeholder hosts are part of it and are used verbatim
 * - `template`: text with tokens in angle brackets, each a capture or a reader's placeholder (`https://a.company/o/<application_slug>/`)
 * - `reference`: an output of an earlier step ("the Client ID from authentik", `<client_id>`)
 * - `choice`: the reader decides ("any name you like", "Select any available signing key")
 * - `list`: several values, in order
 * - `map`: a two-column table, in order (remote group to local group)
 */
export type Value =
  | { kind: 'literal'; text: string; place: Place }
  | { kind: 'template'; text: string; tokens: Token[]; place: Place }
  | { kind: 'reference'; name: string; text: string; place: Place }
  | { kind: 'choice'; text: string; place: Place }
  | { kind: 'list'; items: Value[]; place: Place }
  | { kind: 'map'; entries: MapEntry[]; place: Place }

/** `<Client ID from authentik>`: `text` as written, `name` in its canonical spelling (`client_id`). */
export interface Token {
  text: string
  name: string
}

export interface MapEntry {
  from: Value
  to: Value
  place: Place
}

/** Values for capture names and reader's placeholders: `{ client_id: 'x', application_slug: 'y' }`. */
export type Bindings = Readonly<Record<string, string>>

/** A name that a value needs and nobody has given. */
export class UnboundName extends Error {
  override readonly name = 'UnboundName'
  readonly binding: string
  readonly place: Place
  constructor(binding: string, place: Place) {
    super(
      `Nothing supplies <${binding}>, expected an earlier step to capture it or a placeholder to declare it`,
    )
    this.binding = binding
    this.place = place
  }
}

/** The single text that a reader would type; for a list, its first item. Throws {@link UnboundName}. */
export function textOf(value: Value, bindings: Bindings): string {
  return textsOf(value, bindings)[0] ?? ''
}

/** Every text of a value, in order; a map gives `from` sides. Throws {@link UnboundName}. */
export function textsOf(value: Value, bindings: Bindings): string[] {
  switch (value.kind) {
    case 'literal':
    case 'choice':
      return [value.text]
    case 'reference':
      return [bind(value.name, bindings, value.place)]
    case 'template':
      return [
        value.tokens.reduce(
          (text, token) => text.replaceAll(token.text, bind(token.name, bindings, value.place)),
          value.text,
        ),
      ]
    case 'list':
      return value.items.flatMap((item) => textsOf(item, bindings))
    case 'map':
      return value.entries.flatMap((entry) => textsOf(entry.from, bindings))
  }
}

/** The capture and placeholder names that a value consumes. */
export function namesIn(value: Value): string[] {
  switch (value.kind) {
    case 'reference':
      return [value.name]
    case 'template':
      return value.tokens.map((token) => token.name)
    case 'list':
      return value.items.flatMap(namesIn)
    case 'map':
      return value.entries.flatMap((entry) => [...namesIn(entry.from), ...namesIn(entry.to)])
    default:
      return []
  }
}

function bind(name: string, bindings: Bindings, place: Place): string {
  const bound = bindings[name]
  if (bound === undefined) throw new UnboundName(name, place)
  return bound
}
