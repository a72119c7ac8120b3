import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { capturable, declaredNames, producedNames, usesOf } from '../support/names.ts'
import { isSlip, nearest } from '../support/near.ts'
import { isExampleHost, parseAddress } from '../support/urls.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'placeholders/undeclared',
  severity: 'error',
  summary: 'Every host and angle token that the reader replaces is declared in the list of placeholders.',
  help: 'A reader replaces what the list of placeholders names. A host or a token that is not in the list is copied as it is, or left to guess. Add it to the list, or use the name that the list has.',
  *check(plan, context) {
    const list = factsOf(plan, 'placeholder')
    // Without any list there is one finding of another rule, not one for each host.
    if (list.length === 0) return
    const hosts = list.filter((p) => p.shape === 'host')
    const seen = new Set<string>()
    for (const { leaf } of entered(plan)) {
      const host = parseAddress(leaf.text)?.host.toLowerCase()
      if (!host || hosts.some((p) => p.token === host || host.endsWith(`.${p.token}`)) || seen.has(host))
        continue
      // A real host needs no declaration, unless it is a declared one with a slip in its last part.
      if (!isExampleHost(host) && !hosts.some((p) => isSlip(p.token, host))) continue
      seen.add(host)
      yield {
        // The reader sees what to replace, unless it is nearly one that the list has.
        ...(hosts.some((p) => isSlip(p.token, host)) ? {} : { severity: 'warning' as const }),
        message: `Host \`${host}\` is not declared as a placeholder`,
        help: `Declare it in the list of placeholders: "\`${host}\` is the FQDN of …"${context.placeholders.has(host) ? `, as other guides do (${context.placeholders.get(host)})` : ''}`,
        place: leaf.place,
        expected: hosts.map((p) => p.token).join(', '),
        actual: host,
        suggestion: nearest(host, [...hosts.map((p) => p.token), ...context.placeholders.keys()]),
      }
    }
    const known = new Set([
      ...declaredNames(plan),
      ...producedNames(plan, context),
      ...capturable(context).keys(),
    ])
    for (const use of usesOf(plan)) {
      if (use.leaf.kind !== 'template' || known.has(use.name) || seen.has(use.name)) continue
      if ([...known].some((name) => isSlip(name, use.name))) continue
      seen.add(use.name)
      yield {
        severity: 'warning',
        message: `\`${use.text}\` is neither declared as a placeholder nor noted in an earlier step`,
        help: `Declare it in the list of placeholders: "\`<${use.name}>\` is …", or say in the step that shows it "Take note of …"`,
        place: use.leaf.place,
        expected: [...declaredNames(plan)].join(', '),
        actual: use.text,
        suggestion: nearest(use.name, known) && `<${nearest(use.name, known)}>`,
      }
    }
  },
}
export default rule
