import type { ClientView } from '../plan/knowledge.ts'
import type { Plan } from '../plan/plan.ts'
import type { Bindings } from '../plan/value.ts'

/** Values that a reader could have chosen, by the words of the placeholder's name. First match wins. */
const plausible: Array<[word: RegExp, value: (plan: Plan) => string]> = [
  [/realm|tenant|organi[sz]ation/, (plan) => `${plan.application}-users`],
  [/secret|password|key|token/, () => 'kZ3vq8Yw1mT6bR0xN5cJ2hF7dL4gS9pA'],
  [/slug|client_id|application|name/, (plan) => plan.application],
  [/port/, () => '8443'],
  [/e_?mail/, () => 'admin@company.company'],
]

/**
 * What the reader decides: a value for each declared placeholder that no step of the guide captures.
 * Hosts are used verbatim and need none.
 */
export function readerBindings(plan: Plan): Bindings {
  const captured = new Set(plan.facts.flatMap((fact) => (fact.kind === 'capture' ? [fact.name] : [])))
  return Object.fromEntries(
    plan.facts.flatMap((fact) => {
      if (fact.kind !== 'placeholder' || fact.shape !== 'value' || captured.has(fact.name)) return []
      const [, value] = plausible.find(([word]) => word.test(fact.name)) ?? []
      return [[fact.name, value?.(plan) ?? 'company']]
    }),
  )
}

/** A text of a product's view with its angle tokens replaced; unknown tokens stay visible. */
export function resolveTokens(text: string, bindings: Bindings): string {
  return text.replace(/<([^<>]+)>/g, (token, name: string) => bindings[name] ?? token)
}

export function resolveRedirects(client: ClientView, bindings: Bindings): ClientView['redirects'] {
  return client.redirects.map((redirect) => ({ ...redirect, uri: resolveTokens(redirect.uri, bindings) }))
}
