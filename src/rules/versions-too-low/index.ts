import type { Report } from '../../plan/finding.ts'
import type { Plan, VersionFact } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { type Need, neededBy } from '../support/needs.ts'
import { productsOf } from '../support/products.ts'
import { isBefore, lowestIn } from '../support/versions.ts'

const rule: Rule = {
  id: 'versions/too-low',
  severity: 'error',
  summary: 'The stated version has everything that the guide uses.',
  help: 'A reader with the stated version must find every label and every feature of the guide. Raise the version, or do without what came later.',
  *check(plan, context) {
    for (const { side, name } of productsOf(context)) {
      const stated = factsOf(plan, 'version').filter((fact) => fact.subject === side)
      const needs = neededBy(plan, context, side)
      if (stated.length === 0) yield* unstated(plan, name, needs)
      const highest = stated.toSorted((a, b) => (isBefore(lowestIn(a.range), lowestIn(b.range)) ? 1 : -1))[0]
      for (const fact of stated)
        yield* tooLow(fact, name, fact === highest ? needs : needs.filter((need) => need.of !== 'name'))
    }
  },
}
export default rule

/** Without any statement, only what breaks the sign-in is reported: for labels `versions/missing` is enough. */
function unstated(plan: Plan, name: string, needs: Need[]): Report[] {
  return needs
    .filter((need) => need.of === 'sign-in')
    .map(({ what, since, place, side }) => ({
      message: `${what} needs ${name} ${since} or later, and the guide states no version`,
      help: `State it under the introduction: "- **${name}**: ${since} or later"`,
      place: place ?? anchor(plan, side),
      expected: `${since} or later`,
    }))
}

function tooLow(fact: VersionFact, name: string, needs: Need[]): Report[] {
  const version = lowestIn(fact.range)
  const late = needs.filter((need) => isBefore(version, need.since))
  const latest = late.reduce((max, need) => (isBefore(max, need.since) ? need.since : max), '0.0.0')
  const [first] = late.filter((need) => need.since === latest)
  if (!first) return []
  return [
    {
      // Who has the least version finds it under its older name; that newer ones name it so is what guides say.
      ...(fact.claim === 'minimum' && late.every((need) => need.of === 'name')
        ? { severity: 'warning' as const }
        : {}),
      message: `${name} ${oneLine(fact.text)} is too low: ${first.what} came with ${latest}`,
      help: `State ${latest} or later`,
      place: fact.place,
      expected: `${latest} or later`,
      actual: oneLine(fact.text),
      related: late.flatMap(({ what, since, place }) =>
        place ? [{ message: `${what} came with ${since}`, place }] : [],
      ),
    },
  ]
}

/** A statement may run over the end of a line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
