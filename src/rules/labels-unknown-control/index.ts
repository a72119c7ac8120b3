import type { Place } from '../../plan/place.ts'
import type { Plan, Side } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { standing } from '../support/labels.ts'
import { nearest } from '../support/near.ts'
import { productOf } from '../support/products.ts'
import { entered } from '../support/values.ts'
import { lifetime } from '../support/versions.ts'

const rule: Rule = {
  id: 'labels/unknown-control',
  severity: 'error',
  summary:
    'Menu entries, tabs and buttons are written as the product shows them, each under the entry above it.',
  help: 'A reader who does not find a menu entry is stuck before the first setting. Write the path as the product of that version shows it.',
  *check(plan, context) {
    const own = new Set(entered(plan).map((use) => use.leaf.text.toLowerCase()))
    for (const { text, place, side } of [...steps(plan), ...actions(plan)]) {
      const product = productOf(side, context)
      if (!product || own.has(text.toLowerCase()) || text.startsWith('<')) continue
      const { controls, labels, objects } = product.vocabulary
      if (objects.some((object) => object.words.some((word) => word.toLowerCase() === text.toLowerCase())))
        continue
      const words = [
        ...controls.map((c) => ({ ...c, peer: c.kind as string })),
        ...labels.map((l) => ({ ...l, peer: `${l.object}.${l.field}` })),
        ...labels.flatMap((l) =>
          (l.choices ?? []).map((c) => ({ ...c, peer: `${l.object}.${l.field}=${c.value}` })),
        ),
      ]
      const found = standing(text, words, product.version, (word) => [word])
      if (found.is === 'current') continue
      const now = found.is === 'unknown' ? [] : found.now
      const near =
        nearest(text, now) ??
        now[0] ??
        nearest(
          text,
          controls.map((c) => c.text),
        )
      yield {
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
    for (const { path, side } of factsOf(plan, 'navigation')) {
      const product = productOf(side, context)
      for (const [i, { text, place }] of path.entries()) {
        const above = path[i - 1]?.text
        const found = product?.vocabulary.controls.filter((c) => c.text === text) ?? []
        const parents = found.flatMap((c) => c.under ?? [])
        if (!product || above === undefined || parents.length < found.length || parents.length === 0) continue
        if (parents.includes(above) || !product.vocabulary.controls.some((c) => c.text === above)) continue
        yield {
          message: `In ${product.name} **${text}** is not under **${above}** but under **${parents.join('** or **')}**`,
          help: `Write **${parents[0]}** > **${text}**`,
          place,
          expected: parents[0],
          actual: above,
        }
      }
    }
  },
}
export default rule

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
