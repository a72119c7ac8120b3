import type { Rule } from '../../plan/rule.ts'

const rule: Rule = {
  id: 'structure/duplicate-heading',
  severity: 'warning',
  summary: 'No two headings of a page have the same anchor.',
  help: 'A link to an anchor that exists twice leads to the first. Partials make this easy to miss: two of them may bring the same heading. Headings of alternatives (tabs) are told apart by their tab.',
  *check(plan) {
    const byId = Map.groupBy(plan.headings, (heading) => `${heading.variant ?? ''}#${heading.id}`)
    for (const [first, ...others] of byId.values()) {
      for (const heading of others)
        yield {
          message: `Heading "${heading.text}" has the same anchor as an earlier one: \`#${heading.id}\``,
          help: 'Word it differently, or give it an anchor of its own: `{#other-id}`',
          place: heading.place,
          expected: 'an anchor that is not taken',
          actual: `#${heading.id}`,
          related: first ? [{ message: 'the earlier heading', place: first.place }] : [],
        }
    }
  },
}
export default rule
