import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { top } from '../support/anchor.ts'
import { productsOf } from '../support/products.ts'

const rule: Rule = {
  id: 'versions/missing',
  severity: 'warning',
  summary: 'The guide says which version of each product it is for.',
  help: 'Labels, defaults and addresses change between versions. Say under the introduction what the guide needs: "- **Product**: 15.1 or later".',
  *check(plan, context) {
    for (const { side, name, version } of productsOf(context)) {
      if (factsOf(plan, 'version').some((fact) => fact.subject === side)) continue
      yield {
        message: `The guide does not say which version of ${name} it is for`,
        help: `Say it under the introduction: "- **${name}**: ${version} or later"`,
        place: plan.headings[0]?.place ?? top(plan),
        expected: `a version of ${name}`,
      }
    }
  },
}
export default rule
