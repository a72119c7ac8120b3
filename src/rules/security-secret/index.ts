import type { Rule } from '../../plan/rule.ts'
import { parseAddress } from '../support/urls.ts'
import { entered } from '../support/values.ts'

const rule: Rule = {
  id: 'security/secret',
  severity: 'error',
  summary: 'The guide shows no secret that looks real.',
  help: 'A secret that was copied from a running installation is public once the page is. Revoke it, and write an angle token: `<client_secret>`.',
  *check(plan) {
    for (const { leaf, label, field } of entered(plan)) {
      const found =
        leaf.kind === 'literal' &&
        secretIn(leaf.text, /secret|password|token|api_?key/i.test(`${field} ${label}`))
      if (!found) continue
      yield {
        message: `${label} shows what looks like a real secret (${found})`,
        help: 'Revoke it if it is real, and write an angle token such as `<client_secret>`',
        place: leaf.place,
        expected: '<client_secret>',
        actual: `${leaf.text.slice(0, 4)}…`,
      }
    }
  },
}
export default rule

/** Shapes of well-known secrets, by their issuers' own prefixes. */
const shapes: Array<[RegExp, string]> = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/, 'a JSON Web Token'],
  [/\bgh[pousr]_\w{30,}|\bgithub_pat_\w{30,}/, 'a GitHub token'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an AWS key'],
  [/\bxox[abprs]-[\w-]{10,}/, 'a Slack token'],
  [/\bnbp_\w{30,}/, 'a NetBird token'],
]

function secretIn(text: string, expected: boolean): string | null {
  const shaped = shapes.find(([shape]) => shape.test(text))
  if (shaped) return shaped[1]
  // An address is no secret, nor is the digest of one: `$argon2id$…`, `$pbkdf2-sha512$…`.
  if (
    !expected ||
    parseAddress(text) ||
    /^\$[\w-]+\$/.test(text) ||
    /example|change|your|secret|password|replace|xxx|\s/i.test(text)
  )
    return null
  return text.length >= 16 && entropy(text) > 3 ? 'long and random' : null
}

/** Shannon entropy in bits a character: words stay near 3 and below, random letters and digits above. */
function entropy(text: string): number {
  const counts = Map.groupBy(text, (character) => character)
  return [...counts.values()].reduce(
    (sum, { length }) => sum - (length / text.length) * Math.log2(length / text.length),
    0,
  )
}
