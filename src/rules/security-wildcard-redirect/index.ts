import type { RegisteredRedirect } from '../../plan/knowledge.ts'
import type { Rule } from '../../plan/rule.ts'
import { registered } from '../support/redirects.ts'

const rule: Rule = {
  id: 'security/wildcard-redirect',
  severity: 'error',
  summary: 'No redirect URI is wider than the addresses of the application.',
  help: 'Whoever controls an address that the pattern lets through gets the authorization code. RFC 9700 (section 2.1) asks for exact comparison. Register the addresses one by one.',
  *check(plan, context) {
    for (const redirect of registered(plan, context)) {
      const width = tooWide(redirect)
      if (!width) continue
      yield {
        message: `Redirect URI \`${redirect.uri}\` lets through ${width}`,
        help: 'Register the exact address that the application sends',
        place: redirect.place,
        expected: 'an exact address',
        actual: redirect.uri,
      }
    }
  },
}
export default rule

function tooWide({ mode, uri }: RegisteredRedirect): string | null {
  if (mode === 'exact') return null
  const [, , afterScheme] = /^(\^?[a-z]+:(?:\\?\/){2})?(.*)$/i.exec(uri) ?? []
  const host = (afterScheme ?? uri).split(/\\?\//)[0] ?? ''
  const any = mode === 'regex' ? /\.[*+]|\[\^?[^\]]+\][*+]/ : /\*/
  if (any.test(host)) return 'any host'
  if (any.test((afterScheme ?? '').slice(host.length))) return 'any path of the host'
  return mode === 'regex' && /(?<!\\)\./.test(host)
    ? 'other hosts, because `.` stands for any character'
    : null
}
