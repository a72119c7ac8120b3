import type { SettingFact } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { leavesOf } from '../support/values.ts'

const rule: Rule = {
  id: 'values/temporary',
  severity: 'error',
  summary: 'A value that is entered for the time being is replaced later in the guide.',
  help: 'Some guides need two passes, because one product shows its address only after the other is set up. The reader must be sent back: state the setting again, with its final value.',
  *check(plan) {
    const settings = factsOf(plan, 'setting')
    for (const [index, fact] of settings.entries()) {
      if (!isTemporary(fact)) continue
      const later = settings.slice(index + 1)
      if (later.some((other) => isSameField(fact, other) && !isTemporary(other))) continue
      yield {
        message: `**${fact.label}** is left at its temporary value \`${leavesOf(fact.value)[0]?.text ?? ''}\``,
        help: `Send the reader back at the end: "Set **${fact.label}** to …"`,
        place: fact.value.place,
        expected: `a later step that sets ${fact.label}`,
        actual: leavesOf(fact.value)[0]?.text,
      }
    }
  },
}
export default rule

function isTemporary(fact: SettingFact): boolean {
  const texts = leavesOf(fact.value).map((leaf) => leaf.text)
  return (
    fact.qualifiers.some((word) => /^temporar/i.test(word)) ||
    texts.some((text) => /^https?:\/\/(temp\.temp|placeholder|dummy|todo)\b|for now\b|\btemporar/i.test(text))
  )
}

function isSameField(a: SettingFact, b: SettingFact): boolean {
  return a.side === b.side && a.object.kind === b.object.kind && (a.field ?? a.label) === (b.field ?? b.label)
}
