import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { productOf } from '../support/products.ts'

const rule: Rule = {
  id: 'labels/menu-path',
  severity: 'error',
  summary: 'In a path through menus each entry stands under the one before it.',
  help: 'A path such as **Applications** > **Providers** is followed click by click. An entry that is under another menu is not found.',
  *check(plan, context) {
    for (const { path, side } of factsOf(plan, 'navigation')) {
      const product = productOf(side, context)
      if (!product) continue
      const { controls } = product.vocabulary
      for (const [i, { text, place }] of path.entries()) {
        const above = path[i - 1]?.text
        const found = controls.filter((control) => control.text === text)
        const parents = found.flatMap((control) => control.under ?? [])
        // An entry that may also stand by itself can be reached in other ways.
        if (above === undefined || parents.length === 0 || parents.length < found.length) continue
        if (parents.includes(above) || !controls.some((control) => control.text === above)) continue
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
