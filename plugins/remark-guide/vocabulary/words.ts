import leven from 'leven'
import type { Side } from '../../../src/plan/plan.ts'
import type { ConfigFormat, ConfigKey, Label, MapWord, Vocabulary } from '../../../src/plan/vocabulary.ts'
import { alternatives, fold } from './fold.ts'
import { fieldOfKey, genericVocabulary, namesOf } from './generic.ts'

export interface ObjectMention {
  kind: string
  start: number
  end: number
}

/** A vocabulary prepared for look-ups: one for each side of a guide. */
export class Words {
  readonly vocabulary: Vocabulary
  readonly names: string[]
  /** Matches any of the product's names as a word. */
  readonly namePattern: RegExp
  readonly #generic: boolean
  readonly #labels: Map<string, Label[]>
  readonly #controls: Map<string, Vocabulary['controls']>
  readonly #objects: RegExp | null
  readonly #kinds = new Map<string, string>()
  readonly #captures = new Map<string, string>()

  /** @param generic True for a vocabulary that no product has described: keys are then understood by their names. */
  constructor(vocabulary: Vocabulary, generic: boolean) {
    this.#generic = generic
    this.vocabulary = vocabulary
    this.names = [...this.vocabulary.names, ...namesOf(this.vocabulary.id)]
    this.namePattern = new RegExp(`(?<![\\w.-])(?:${alternatives(this.names)})(?![\\w-])`, 'i')
    this.#labels = byText(this.vocabulary.labels)
    this.#controls = byText(this.vocabulary.controls)
    for (const { kind, words } of this.vocabulary.objects)
      for (const word of words) if (!this.#kinds.has(fold(word))) this.#kinds.set(fold(word), kind)
    const objects = alternatives([...this.#kinds.keys()])
    this.#objects = objects ? new RegExp(`(?<![\\w-])(?:${objects})s?(?![\\w-])`, 'gi') : null
    for (const { name, words } of this.vocabulary.captures)
      for (const word of [name, ...words])
        if (!this.#captures.has(fold(word))) this.#captures.set(fold(word), name)
  }

  /** The label that this text means, by preference one of an object in `kinds`, in their order. */
  label(text: string, kinds: readonly string[] = []): Label | undefined {
    const found = this.#labels.get(fold(text)) ?? []
    for (const kind of kinds) {
      const own = found.find((label) => label.object === kind)
      if (own) return own
    }
    return found[0]
  }

  control(text: string): Vocabulary['controls'][number] | undefined {
    return this.#controls.get(fold(text))?.[0]
  }

  /** Length of the longest button or menu entry that a text begins with, letter by letter. */
  controlAt(text: string): number | undefined {
    const found = this.vocabulary.controls.filter(
      (one) => text.startsWith(one.text) && !/\w/.test(text[one.text.length] ?? ' '),
    )
    return found.map((one) => one.text.length).toSorted((a, b) => b - a)[0]
  }

  /** The label that has a choice of this text. */
  labelOfChoice(text: string, kinds: readonly string[] = []): Label | undefined {
    const wanted = fold(text)
    const found = this.vocabulary.labels.filter(({ choices }) =>
      choices?.some((choice) => [choice.text, ...(choice.aliases ?? [])].some((t) => fold(t) === wanted)),
    )
    return found.find((label) => kinds.includes(label.object)) ?? found[0]
  }

  /** The label for the name of an object of this kind. */
  nameLabel(kind: string): Label | undefined {
    const own = this.vocabulary.labels.filter((label) => label.object === kind)
    return own.find((label) => label.field === 'name') ?? own.find((label) => /(^|_)name$/.test(label.field))
  }

  /** The label that takes redirect URIs. */
  redirectLabel(): Label | undefined {
    return this.vocabulary.labels.find(
      ({ field, text }) => /redirect|callback/i.test(field) && !/log.?out/i.test(`${field} ${text}`),
    )
  }

  /** Words for objects in a text, the longest where they overlap, in order. */
  objects(text: string): ObjectMention[] {
    if (!this.#objects) return []
    return [...text.matchAll(this.#objects)].map((match) => {
      const word = fold(match[0])
      const kind = this.#kinds.get(word) ?? this.#kinds.get(word.replace(/s$/, '')) ?? ''
      return { kind, start: match.index, end: match.index + match[0].length }
    })
  }

  defaultKind(): string {
    return this.vocabulary.objects[0]?.kind ?? 'settings'
  }

  /** The canonical name of something that the product hands out. */
  capture(text: string): string | undefined {
    return this.#captures.get(fold(text))
  }

  /** Every word for something that the product hands out. */
  captureWords(): string[] {
    return this.vocabulary.captures.flatMap(({ words }) => words)
  }

  map(from: string, to: string): { map: MapWord; swapped: boolean } | undefined {
    const has = (list: string[], text: string) => list.some((one) => fold(one) === fold(text))
    for (const map of this.vocabulary.maps) {
      if (has(map.from, from) && has(map.to, to)) return { map, swapped: false }
      if (has(map.from, to) && has(map.to, from)) return { map, swapped: true }
    }
    return undefined
  }

  /** For a table with one heading of a map and another that is nearly its other one: the misspelt one. */
  misspeltMap(from: string, to: string): string | undefined {
    const has = (list: string[], text: string) => list.some((one) => fold(one) === fold(text))
    const nearly = (list: string[], text: string) => list.some((one) => isSlip(one, text))
    for (const map of this.vocabulary.maps)
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        if (has(map.from, one) && nearly(map.to, other)) return other
        if (nearly(map.from, one) && has(map.to, other)) return one
      }
    return undefined
  }

  /** The format of a file: by its name, else by a key that it knows. */
  format(destination: string | null, language: string, keys: readonly string[]): ConfigFormat | undefined {
    const formats = this.vocabulary.formats.filter((format) => format.language === language)
    const named = formats.find(
      ({ destinations }) => destination !== null && destinations.some((end) => destination.endsWith(end)),
    )
    return named ?? formats.find((format) => keys.some((key) => keyOf(format, key)))
  }

  /** What a key of any of the product's formats means. */
  key(
    key: string,
    format?: ConfigFormat,
  ): Pick<ConfigKey, 'object' | 'field' | 'type' | 'separator'> | undefined {
    const formats = format ? [format] : this.vocabulary.formats
    for (const name of [key, variableOf(key)]) {
      const found = name === null ? undefined : formats.map((one) => keyOf(one, name)).find(Boolean)
      if (found) return found
    }
    const field = this.#generic ? fieldOfKey(key.replace(/\[\d+\]/g, '')) : null
    return field === null ? undefined : { object: this.defaultKind(), field, type: 'any' }
  }
}

/** One letter in a short word, two in a longer one. */
function isSlip(word: string, text: string): boolean {
  return leven(fold(word), fold(text), { maxDistance: 3 }) <= (word.length < 5 ? 1 : 2)
}

/** `services.app.environment.NAME` sets the variable `NAME`. */
function variableOf(key: string): string | null {
  return /\.([A-Z][A-Z0-9_]{2,})$/.exec(key)?.[1] ?? null
}

function keyOf(format: ConfigFormat, key: string): ConfigKey | undefined {
  const general = key.replace(/\[\d+\]/g, '[]')
  return format.keys.find((one) => one.key === key || one.key === general)
}

const generic = new Map<string, Vocabulary>()

function genericOf(id: string, side: Side): Vocabulary {
  const made = generic.get(`${side} ${id}`) ?? genericVocabulary(id, side)
  generic.set(`${side} ${id}`, made)
  return made
}

const prepared = new WeakMap<Vocabulary, Words>()

/** Prepared once for each vocabulary; without one, with the words that all guides use. */
export function wordsOf(id: string, side: Side, vocabulary: Vocabulary | undefined): Words {
  const own = vocabulary ?? genericOf(id, side)
  const known = prepared.get(own)
  if (known) return known
  const words = new Words(own, vocabulary === undefined)
  prepared.set(own, words)
  return words
}

interface Word {
  text: string
  aliases?: string[]
  accepted?: string[]
}

/** Exact texts come before paraphrases and aliases of other labels. */
function byText<W extends Word>(words: readonly W[]): Map<string, W[]> {
  const found = new Map<string, W[]>()
  const add = (text: string, word: W) => {
    const list = found.get(fold(text)) ?? []
    if (!list.includes(word)) list.push(word)
    found.set(fold(text), list)
  }
  for (const word of words) add(word.text, word)
  for (const word of words) for (const text of word.accepted ?? []) add(text, word)
  for (const word of words) for (const text of word.aliases ?? []) add(text, word)
  return found
}
