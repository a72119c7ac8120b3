import type { Place } from '../../plan/place.ts'
import type { Plan, Side } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import type { Since, Vocabulary } from '../../plan/vocabulary.ts'
import { isFindable, standing } from '../support/labels.ts'
import { oncePer } from '../support/memo.ts'
import { nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'
import { entered } from '../support/values.ts'
import { existsIn, lifetime } from '../support/versions.ts'

const rule: Rule = {
  id: 'labels/unknown-control',
  severity: 'error',
  summary: 'Menu entries, tabs and buttons are written as the product shows them.',
  help: 'A reader who does not find a menu entry is stuck before the first setting. Write the path as the product of that version shows it. It is a warning where the reader finds the entry all the same: other letter case, singular for plural, an article.',
  *check(plan, context) {
    const own = new Set(entered(plan).map((use) => use.leaf.text.toLowerCase()))
    for (const { text, place, side } of [...steps(plan), ...actions(plan)]) {
      const product = productOf(side, context)
      if (!product || own.has(text.toLowerCase()) || text.startsWith('<')) continue
      const { controls, objects } = product.vocabulary
      const found = standing(text, shownBy(product.vocabulary), product.version, (word) => [word])
      if (found.is === 'current') continue
      const isObject = objects.some(({ words }) =>
        words.some((word) => word.toLowerCase() === text.toLowerCase()),
      )
      // What the guide makes may be named where it is opened, unless that is an old name of a menu entry.
      if (isObject && found.is === 'unknown') continue
      const now = found.is === 'unknown' ? [] : found.now
      const near =
        nearest(text, now) ??
        now[0] ??
        nearest(
          text,
          controls.map((c) => c.text),
        )
      const names = found.is === 'unknown' ? current(product) : now
      yield {
        ...(isFindable(text, names, 'control') ? { severity: 'warning' as const } : {}),
        message:
          found.is === 'elsewhere'
            ? `${product.name} ${product.version} does not show **${text}** (${lifetime(found.when)})`
            : `${product.name} shows no menu entry, tab or button **${text}**`,
        help: near ? `Write **${near}**` : `Name what ${product.name} ${product.version} shows`,
        place,
        expected: near,
        actual: text,
        suggestion: near,
      }
    }
  },
}
export default rule

/** Everything on the screen that can be clicked or opened: controls, fields, and the choices of fields. */
const shownBy = oncePer(
  (vocabulary: Vocabulary): Array<Since & { text: string; aliases?: string[]; accepted?: string[] }> => [
    ...vocabulary.controls,
    ...vocabulary.labels,
    ...vocabulary.labels.flatMap((label) => label.choices ?? []),
  ],
)

/** Texts of the controls that this version shows. */
function current({ vocabulary, version }: { vocabulary: Vocabulary; version: string }): string[] {
  return vocabulary.controls.filter((control) => existsIn(control, version)).map((control) => control.text)
}

interface Step {
  text: string
  place: Place
  side: Side
}

function steps(plan: Plan): Step[] {
  return factsOf(plan, 'navigation').flatMap(({ path, side }) => path.map((step) => ({ ...step, side })))
}

function actions(plan: Plan): Step[] {
  return factsOf(plan, 'action').map(({ label, place, side }) => ({ text: label, place, side }))
}
