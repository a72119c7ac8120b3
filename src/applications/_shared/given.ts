import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { leaves, type Statement, statements } from '../../plan/read.ts'
import { type Bindings, textsOf, type Value } from '../../plan/value.ts'

/** One thing that the guide enters on the application's side, from whichever form it is written in. */
export interface Given {
  /** Field of the application's vocabulary. */
  field: string
  /** The label or the key, as written. */
  label: string
  value: Value
  /** Of the value. */
  place: Place
  labelPlace: Place
  fact: Statement['fact']
}

/** What the guide enters on the application's side, in document order; unknown labels are left out, rules report them. */
export function givenIn(plan: Plan): Given[] {
  return statements(plan, 'application').flatMap(({ field, label, value, valuePlace, labelPlace, fact }) =>
    field ? [{ field, label, value, place: valuePlace, labelPlace, fact }] : [],
  )
}

/** The last one wins, as in a form that is filled in from top to bottom and in a file that is read so. */
export function lastOf(given: readonly Given[], field: string): Given | undefined {
  return given.findLast((one) => one.field === field)
}

/** What stands in the field once the reader has entered it; a list is joined as the application joins it. Throws `UnboundName`. */
export function enteredText(value: Value, bindings: Bindings, separator = ' '): string {
  return textsOf(value, bindings).join(separator)
}

/** The text as the guide writes it, with its angle tokens: for checks that run before anything is captured. */
export function writtenText(value: Value, separator = ' '): string {
  return leaves(value)
    .map((leaf) => leaf.text)
    .join(separator)
}

/** Each single text of a value with the place where it stands. */
export function writtenTexts(value: Value): Array<{ text: string; place: Place }> {
  return leaves(value).map(({ text, place }) => ({ text, place }))
}

/** Where to point when something is missing: the block or setting nearest to it, else the top of the page. */
export function anchorOf(plan: Plan, given: readonly Given[]): Place {
  const origin = { line: 1, column: 1, offset: 0 }
  return given[0]?.fact.place ?? { file: plan.file, start: origin, end: origin, includes: [] }
}
