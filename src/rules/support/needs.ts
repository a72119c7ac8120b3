import type { Place } from '../../plan/place.ts'
import type { Plan, Side } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { RuleContext } from '../../plan/rule.ts'
import type { Since } from '../../plan/vocabulary.ts'
import { bare } from './labels.ts'
import { pairOf, productOf } from './products.ts'
import { isBefore } from './versions.ts'

/** Something that the guide uses and that came with a version. */
export interface Need {
  what: string
  since: string
  side: Side
  place: Place | null
  /** True where nobody signs in without it. */
  breaks: boolean
}

export function neededBy(plan: Plan, context: RuleContext, side: Side): Need[] {
  const product = productOf(side, context)
  if (!product) return []
  const { labels, controls, formats } = product.vocabulary
  const earliest = (things: Since[]) =>
    things.some((t) => t.since === undefined)
      ? undefined
      : things.flatMap((t) => t.since ?? []).toSorted((a, b) => (isBefore(a, b) ? -1 : 1))[0]
  const need = (what: string, place: Place, things: Since[]): Need[] => {
    const since = things.length > 0 ? earliest(things) : undefined
    return since === undefined ? [] : [{ what, since, side, place, breaks: false }]
  }
  const settings = factsOf(plan, 'setting')
    .filter((f) => f.side === side && f.field !== null)
    .flatMap((f) =>
      need(
        `**${f.label}**`,
        f.labelPlace,
        labels.filter(
          (l) => l.field === f.field && l.object === f.object.kind && bare(l.text) === bare(f.label),
        ),
      ),
    )
  const steps = factsOf(plan, 'navigation')
    .filter((f) => f.side === side)
    .flatMap((f) => f.path)
    .flatMap(({ text, place }) =>
      need(
        `**${text}**`,
        place,
        controls.filter((c) => c.text === text),
      ),
    )
  const keys = factsOf(plan, 'block')
    .filter((f) => f.side === side)
    .flatMap((f) => f.entries)
    .flatMap((e) =>
      need(
        `\`${e.key}\``,
        e.keyPlace,
        formats.flatMap((f) => f.keys.filter((k) => k.key === e.key)),
      ),
    )
  return [...settings, ...steps, ...keys, ...(side === 'provider' ? responseMode(plan, context) : [])]
}

/** The response mode that the application asks for, where older versions of the provider lack it. */
function responseMode(plan: Plan, context: RuleContext): Need[] {
  const pair = pairOf(plan, context)
  const since = pair?.provider.responseModeSince?.[pair.party.responseMode]
  if (!pair || since === undefined) return []
  const what = `\`response_mode=${pair.party.responseMode}\`, which ${pair.application.name} asks for,`
  return [{ what, since, side: 'provider', place: null, breaks: true }]
}
