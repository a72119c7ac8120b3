import type { ObjectRef } from '../../plan/plan.ts'
import type { Label, Since, Vocabulary } from '../../plan/vocabulary.ts'
import { oncePer } from './memo.ts'
import { existsIn } from './versions.ts'

/** A label without what guides and products set beside it: `Metadata Address (Optional)`, `Client ID *`, `Name:`. */
export function bare(text: string): string {
  return text
    .replace(/\s*[([](optional|required)[)\]]/i, '')
    .replace(/\s*[*:]+\s*$/, '')
    .trim()
}

/** What a text is to a vocabulary. */
export type Standing =
  | { is: 'current' }
  /** A paraphrase or an old name: the reader does not find it on the screen. */
  | { is: 'renamed'; now: string[] }
  /** Shown in other versions only. */
  | { is: 'elsewhere'; when: Since; now: string[] }
  | { is: 'unknown' }

interface Word extends Since {
  text: string
  aliases?: string[]
  accepted?: string[]
}

/** The words that have this text, judged by the version; `peers` are the words for the same thing. */
export function standing<W extends Word>(
  text: string,
  words: readonly W[],
  version: string,
  peers: (word: W) => readonly W[],
): Standing {
  const wanted = bare(text)
  const { exact, varying, folded } = lexiconOf(words) as Lexicon<W>
  const named =
    exact.get(wanted) ?? varying.filter(({ pattern }) => pattern.test(wanted)).map(({ word }) => word)
  if (named.some((word) => existsIn(word, version))) return { is: 'current' }
  const now = (of: readonly W[]) => {
    const current = of.flatMap(peers).filter((word) => existsIn(word, version))
    return [...new Set(current.map((word) => word.text))]
  }
  if (named[0]) return { is: 'elsewhere', when: named[0], now: now(named) }
  const aliased = folded.get(wanted.toLowerCase())
  return aliased ? { is: 'renamed', now: now(aliased) } : { is: 'unknown' }
}

/** The words of a product by their texts. */
interface Lexicon<W> {
  exact: ReadonlyMap<string, W[]>
  /** `{}` and `{name}` in a product's text stand for what varies. */
  varying: Array<{ pattern: RegExp; word: W }>
  /** Aliases included, in lower case. */
  folded: ReadonlyMap<string, W[]>
}

const lexiconOf = oncePer((words: readonly Word[]): Lexicon<Word> => {
  const shown = words.flatMap((word) =>
    [word.text, ...(word.accepted ?? [])].map((t) => ({ text: bare(t), word })),
  )
  const aliases = words.flatMap((word) => (word.aliases ?? []).map((t) => ({ text: bare(t), word })))
  const index = (entries: typeof shown) =>
    new Map([...Map.groupBy(entries, (e) => e.text)].map(([text, own]) => [text, own.map((e) => e.word)]))
  return {
    exact: index(shown.filter(({ text }) => !text.includes('{'))),
    varying: shown
      .filter(({ text }) => text.includes('{'))
      .map(({ text, word }) => ({ pattern: wildcard(text), word })),
    folded: index([...shown, ...aliases].map(({ text, word }) => ({ text: text.toLowerCase(), word }))),
  }
})

/** A product's text with varying parts, as a pattern. */
export function wildcard(text: string): RegExp {
  const parts = text.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
}

/** Labels by kind of object, and within it by field. */
const byObject = oncePer(
  ({ labels }: Vocabulary) =>
    new Map(
      [...Map.groupBy(labels, (label) => label.object)].map(([kind, own]) => [
        kind,
        { own, byField: Map.groupBy(own, (label) => label.field) },
      ]),
    ),
)

/** Labels of the same field of the same kind of object. */
export function fieldPeers(vocabulary: Vocabulary) {
  return (label: Label) => byObject(vocabulary).get(label.object)?.byField.get(label.field) ?? []
}

/** Labels that can stand on the form of this object; all of the product's when the vocabulary has no form of the kind. */
export function labelsOf(vocabulary: Vocabulary, object: ObjectRef): readonly Label[] {
  return byObject(vocabulary).get(object.kind)?.own ?? vocabulary.labels
}

/** Labels of one field on the form of this object. */
export function labelsOfField(
  vocabulary: Vocabulary,
  object: ObjectRef,
  field: string | null,
): readonly Label[] {
  const kind = byObject(vocabulary).get(object.kind)
  if (kind) return (field !== null && kind.byField.get(field)) || []
  return vocabulary.labels.filter((label) => label.field === field)
}

/**
 * Whether a reader finds what is shown as one of these under the text that the guide has: letter case, singular or
 * plural and articles aside, or the heart of a longer label (`Scopes` for `OIDC Scopes`). Of buttons and menu entries,
 * which are many and short, a heart needs two words.
 */
export function isFindable(text: string, shown: readonly string[], kind: 'label' | 'control'): boolean {
  const wanted = wordsOf(text)
  const least = kind === 'label' ? 1 : 2
  return shown.some((one) => {
    const words = wordsOf(one)
    if (words.join(' ') === wanted.join(' ')) return true
    return wanted.length >= least && ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `)
  })
}

const unsaid = new Set(['a', 'an', 'the', 'your', 'optional'])

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !unsaid.has(word))
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word))
}
