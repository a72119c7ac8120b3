import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { capturable, producedNames, usesOf } from '../support/names.ts'
import { isExampleHost, parseAddress } from '../support/urls.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'placeholders/none-declared',
  severity: 'warning',
  summary: 'A guide with hosts and tokens that the reader replaces has a list of them.',
  help: 'Readers replace what they are told to replace. Begin with a sentence "The following placeholders are used in this guide:" and a list: "`application.company` is the FQDN of …".',
  *check(plan, context) {
    if (factsOf(plan, 'placeholder').length > 0) return
    const known = new Set([...producedNames(plan, context), ...capturable(context).keys()])
    const hosts = entered(plan).flatMap(({ leaf }) => {
      const host = parseAddress(leaf.text)?.host
      return host && isExampleHost(host) ? [{ text: host, place: leaf.place }] : []
    })
    const tokens = usesOf(plan)
      .filter((use) => use.leaf.kind === 'template' && !known.has(use.name))
      .map((use) => ({ text: use.text, place: use.leaf.place }))
    const [first] = [...hosts, ...tokens].toSorted((a, b) => a.place.start.offset - b.place.start.offset)
    if (!first) return
    const names = [...new Set([...hosts, ...tokens].map(({ text }) => text))]
    yield {
      message: `The guide declares none of what the reader replaces: ${names.map((name) => `\`${name}\``).join(', ')}`,
      help: 'Add a list: "The following placeholders are used in this guide:"',
      place: first.place,
      expected: 'a list of placeholders',
      actual: names.join(', '),
    }
  },
}
export default rule
