import type { ObjectRef } from '../../plan/plan.ts'
import type { Label, Since, Vocabulary } from '../../plan/vocabulary.ts'
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
  const named = words.filter((word) => [word.text, ...(word.accepted ?? [])].some((t) => fits(wanted, t)))
  if (named.some((word) => existsIn(word, version))) return { is: 'current' }
  const now = (of: readonly W[]) => [
    ...new Set(
      of
        .flatMap(peers)
        .filter((word) => existsIn(word, version))
        .map((word) => word.text),
    ),
  ]
  if (named[0]) return { is: 'elsewhere', when: named[0], now: now(named) }
  const aliased = words.filter((word) =>
    [word.text, ...(word.accepted ?? []), ...(word.aliases ?? [])].some(
      (t) => bare(t).toLowerCase() === wanted.toLowerCase(),
    ),
  )
  return aliased.length > 0 ? { is: 'renamed', now: now(aliased) } : { is: 'unknown' }
}

/** `{}` and `{name}` in a product's text stand for what varies. */
function fits(wanted: string, text: string): boolean {
  if (!text.includes('{')) return bare(text) === wanted
  return wildcard(bare(text)).test(wanted)
}

/** A product's text with varying parts, as a pattern. */
export function wildcard(text: string): RegExp {
  const parts = text.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.+')}$`)
}

/** Labels of the same field of the same kind of object. */
export function fieldPeers(vocabulary: Vocabulary) {
  return (label: Label) =>
    vocabulary.labels.filter((other) => other.object === label.object && other.field === label.field)
}

/** Labels that can stand on the form of this object; all of the product's when the vocabulary has no form of the kind. */
export function labelsOf(vocabulary: Vocabulary, object: ObjectRef): Label[] {
  const own = vocabulary.labels.filter((label) => label.object === object.kind)
  return own.length > 0 ? own : vocabulary.labels
}
