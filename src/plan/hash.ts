import { createHash } from 'node:crypto'
import type { BlockFact, Fact, Plan } from './plan.ts'
import type { Value } from './value.ts'

/** What a fact means, without where and in which words around it stands. */
type Meaning = readonly unknown[]

/**
 * Identifies what a guide says: `sha256:` and 64 hexadecimal digits over canonical JSON of its facts. Another wording,
 * other headings, another place or file leave it as it is; a changed label, value, slash, key, expression or order
 * changes it, and so does the order of facts, as the last value of a field counts.
 */
export function planHash(plan: Plan): string {
  const meaning = [plan.schemaVersion, plan.application, plan.provider, plan.facts.map(meaningOf)]
  return `sha256:${createHash('sha256').update(JSON.stringify(meaning)).digest('hex')}`
}

function meaningOf(fact: Fact): Meaning {
  return [fact.kind, fact.variant ?? null, ...(meanings[fact.kind] as (fact: Fact) => Meaning)(fact)]
}

/** A section's role counts only through `side`: the heading that decides it is wording. */
const meanings: { [Kind in Fact['kind']]: (fact: Extract<Fact, { kind: Kind }>) => Meaning } = {
  version: ({ subject, range, claim }) => [subject, range, claim],
  placeholder: ({ token, name, shape }) => [token, name, shape],
  setting: ({ side, label, field, object, value, optional, qualifiers }) => [
    side,
    label,
    field,
    object.kind,
    object.ordinal,
    valueMeaning(value),
    optional,
    qualifiers,
  ],
  capture: ({ side, label, name, object }) => [side, label, name, object.kind, object.ordinal],
  block: ({ side, language, declared, destination, text, entries, fault }) => [
    side,
    language,
    declared,
    destination,
    // Comments and indents of a block that is understood are wording; of one that is not, every character may count.
    entries.length > 0 && !fault ? entries.map(entryMeaning) : text,
  ],
  expression: ({ side, label, field, object, text }) => [
    side,
    label,
    field,
    object.kind,
    object.ordinal,
    text,
  ],
  navigation: ({ side, path }) => [side, path.map((step) => step.text)],
  action: ({ side, label }) => [side, label],
  url: ({ value }) => [valueMeaning(value)],
  message: ({ text }) => [text],
}

function entryMeaning({ key, field, value }: BlockFact['entries'][number]): Meaning {
  return [key, field, valueMeaning(value)]
}

/** A reader's choice means the same in any words; a reference means its name. */
function valueMeaning(value: Value): Meaning {
  switch (value.kind) {
    case 'literal':
      return ['literal', value.text]
    case 'template':
      return ['template', value.text, value.tokens.map((token) => token.name)]
    case 'reference':
      return ['reference', value.name, value.text.startsWith('<') ? value.text : null]
    case 'choice':
      return ['choice']
    case 'list':
      return ['list', value.items.map(valueMeaning)]
    case 'map':
      return ['map', value.entries.map((entry) => [valueMeaning(entry.from), valueMeaning(entry.to)])]
  }
}
