import { factsOf } from '../../plan/read.ts'
import type { Rule } from '../../plan/rule.ts'
import { providerUrls, requestedPath, slugOf, withSlug } from '../support/addresses.ts'
import { clientOf } from '../support/products.ts'

const rule: Rule = {
  id: 'urls/slug',
  severity: 'error',
  summary: 'Every address of the provider holds the slug that the guide sets or notes.',
  help: 'The path of many providers holds a name that belongs to the application or realm. An address with another name, or with one that no step has set, leads nowhere.',
  *check(plan, context) {
    const { provider } = context
    const issuer = clientOf(plan, context)?.issuer
    if (!provider || issuer === undefined) return
    const slug = slugOf(issuer)?.slug
    if (!slug) return
    const source = [...factsOf(plan, 'setting'), ...factsOf(plan, 'capture')].find((fact) =>
      fact.kind === 'capture'
        ? `<${fact.name}>` === slug
        : fact.side === 'provider' && 'text' in fact.value && fact.value.text === slug,
    )
    for (const url of providerUrls(plan, context)) {
      const path = requestedPath(url)
      const mended = withSlug(path, issuer)
      if (!mended) continue
      const [is, would] = [path, mended.path].map((p) => provider.route(plan, p, provider.version))
      if (!would?.routed || (is?.routed && is.endpoint !== would.endpoint)) continue
      const text = url.url.replace(`/${mended.other}`, `/${slug}`)
      yield {
        message: `\`${mended.other}\` in \`${url.url}\` is not what the guide sets up: \`${slug}\``,
        help: `Write \`${text}\`, or set \`${mended.other}\` at ${provider.name}`,
        place: url.place,
        expected: text,
        actual: url.url,
        suggestion: text,
        related: source ? [{ message: `\`${slug}\` comes from here`, place: source.place }] : [],
      }
    }
  },
}
export default rule
