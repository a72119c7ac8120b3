import type { ActionFact, Plan } from '../../plan/plan.ts'
import type { Rule } from '../../plan/rule.ts'
import type { Control } from '../../plan/vocabulary.ts'
import { productOf } from '../support/products.ts'
import { existsIn, lifetime } from '../support/versions.ts'

const rule: Rule = {
  id: 'labels/other-page',
  severity: 'error',
  summary: 'A button is on the page that the menu path before it leads to.',
  help: 'Most products have a button **Create** somewhere. Where the page that the reader has just opened has another one, the reader does not find it.',
  *check(plan, context) {
    for (const { action, page } of presses(plan)) {
      const product = productOf(action.side, context)
      if (!product) continue
      const shown = (control: Control) => existsIn(control, product.version)
      const { controls } = product.vocabulary
      const there = controls.filter((control) => control.on?.includes(page))
      const meant = there.filter((control) => control.text === action.label)
      if (meant.length === 0 || meant.some(shown)) continue
      // What is on no page at all is reported by labels/unknown-control.
      if (!controls.some((control) => control.text === action.label && shown(control))) continue
      const now = there.find((control) => replaces(control, meant) && shown(control))
      yield {
        message: `On the page **${page}** ${product.name} ${product.version} shows no button **${action.label}** (${lifetime(meant[0]!)})`,
        help: now ? `Write **${now.text}**` : `Name a button of the page **${page}**`,
        place: action.place,
        expected: now?.text,
        actual: action.label,
        suggestion: now?.text,
      }
    }
  },
}
export default rule

/** The button that came when the other one went. */
function replaces(control: Control, gone: readonly Control[]): boolean {
  return gone.some(({ kind, until }) => control.kind === kind && control.since === until)
}

/** "Open **A** > **B** and click **C**": the button and the page that it is looked for on. */
function presses({ facts }: Plan): Array<{ action: ActionFact; page: string }> {
  return facts.flatMap((action, i) => {
    const before = facts[i - 1]
    if (action.kind !== 'action' || before?.kind !== 'navigation' || before.side !== action.side) return []
    const page = before.path.at(-1)?.text
    return page === undefined ? [] : [{ action, page }]
  })
}
