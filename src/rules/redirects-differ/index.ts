import type { Rule } from '../../plan/rule.ts'
import { anchor } from '../support/anchor.ts'
import { nearest } from '../support/near.ts'
import { pairOf } from '../support/products.ts'

const rule: Rule = {
  id: 'redirects/differ',
  severity: 'error',
  summary: 'The redirect URI that is registered is the one that the application sends.',
  help: 'A provider compares redirect URIs letter by letter: scheme, host, port, path and the trailing slash. When they differ the sign-in ends on an error page of the provider. Register exactly what the application sends.',
  *check(plan, context) {
    const pair = pairOf(plan, context)
    if (!pair) return
    const { provider, application, client, party } = pair
    const matches = (r: (typeof client.redirects)[number], uri: string) =>
      provider.redirectMatches(r, uri, provider.version)
    const [usual] = party.redirectUris
    // An application whose address the guide does not tell sends nothing that could be compared.
    if (!usual) return
    const unsent = client.redirects.filter((r) => !party.redirectUris.some((sent) => matches(r, sent.uri)))
    for (const sent of party.redirectUris) {
      if (client.redirects.some((r) => matches(r, sent.uri))) continue
      const near = nearest(
        sent.uri,
        unsent.map((r) => r.uri),
      )
      const other = unsent.find((r) => r.uri === near) ?? unsent[0]
      if (!sent.place && other) continue
      yield {
        message: `${application.name} sends \`${sent.uri}\` as redirect URI (${sent.why}), which ${provider.name} does not accept here`,
        help: `Register \`${sent.uri}\``,
        place: sent.place ?? anchor(plan, 'provider', /redirect/),
        expected: sent.uri,
        actual: client.redirects.map((r) => r.uri).join(', ') || 'no redirect URI is registered',
        related: other ? [{ message: `registered is \`${other.uri}\``, place: other.place }] : [],
      }
    }
    for (const r of unsent) {
      const missed = party.redirectUris.filter((s) => !client.redirects.some((o) => matches(o, s.uri)))
      const near = nearest(
        r.uri,
        missed.map((s) => s.uri),
      )
      const sent = missed.find((s) => s.uri === near) ?? missed[0] ?? usual
      yield {
        message: `Redirect URI \`${r.uri}\` is not what ${application.name} sends: \`${sent.uri}\` (${sent.why})`,
        help:
          missed.length > 0
            ? `Register \`${sent.uri}\``
            : 'Remove it: a redirect URI that nobody uses is a way in for others',
        place: r.place,
        expected: sent.uri,
        actual: r.uri,
        suggestion: near,
        related: sent.place
          ? [{ message: `the application is told \`${sent.uri}\``, place: sent.place }]
          : [],
      }
    }
  },
}
export default rule
