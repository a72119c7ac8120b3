import type { Report } from '../../plan/finding.ts'
import type { Rule } from '../../plan/rule.ts'
import { pairOf } from '../support/products.ts'
import { compile, registered } from '../support/redirects.ts'

const rule: Rule = {
  id: 'redirects/regex-no-match',
  severity: 'error',
  summary: 'A redirect URI given as a regular expression matches an address that can be sent.',
  help: 'In a regular expression `.` stands for any character, `?` makes the character before it optional, and a doubled backslash asks for a backslash in the address. Escape what is meant literally, once.',
  *check(plan, context) {
    for (const { mode, uri, place } of registered(plan, context)) {
      if (mode !== 'regex') continue
      const fault = faultOf(uri, pairOf(plan, context)?.party.redirectUris.map((sent) => sent.uri) ?? [])
      if (fault) yield { ...fault, place, actual: uri }
    }
  },
}
export default rule

function faultOf(pattern: string, sent: string[]): Omit<Report, 'place'> | null {
  const regex = compile(pattern)
  if (!regex)
    return { message: `\`${pattern}\` is not a regular expression`, help: 'Correct it, or choose Strict' }
  const example = exampleOf(pattern)
  if (/\\\\/.test(pattern) || !regex.test(example))
    return {
      message: `Regular expression \`${pattern}\` cannot match the address that it is written for`,
      help: 'Escape each of `.` and `?` with one backslash where it is meant literally',
      expected: example,
      suggestion: escaped(example),
    }
  if (sent.length > 0 && !sent.some((uri) => regex.test(uri)))
    return {
      message: `Regular expression \`${pattern}\` matches nothing that the application sends`,
      help: `It must match \`${sent[0]}\``,
      expected: sent.join(', '),
    }
  return null
}

/** The address that the writer had in mind: escapes taken off, "anything" filled in. */
function exampleOf(pattern: string): string {
  return pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\\\\/g, '\\')
    .replace(/(\.|\[\^?[^\]]+\]|\\[dwS])[*+]/g, '1')
    .replace(/\(\?:|[()]/g, '')
    .replace(/\\(.)/g, '$1')
}

function escaped(address: string): string {
  return address.replaceAll('\\', '').replace(/[.?+]/g, '\\$&')
}
