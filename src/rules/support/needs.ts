import type { Place } from '../../plan/place.ts'
import type { Plan, Side } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import type { RuleContext } from '../../plan/rule.ts'
import type { Since } from '../../plan/vocabulary.ts'
import { bare, labelsOfField } from './labels.ts'
import { pairOf, productOf } from './products.ts'
import { isBefore } from './versions.ts'

/** Something that the guide uses and that came with a version. */
export interface Need {
  what: string
  since: string
  side: Side
  place: Place | null
  /**
   * `sign-in`: nobody signs in without it. `function`: older versions have no such setting.
   * `name`: older versions call it differently, which a guide that is written for a newer one may leave aside.
   */
  of: 'sign-in' | 'function' | 'name'
}

export function neededBy(plan: Plan, context: RuleContext, side: Side): Need[] {
  const product = productOf(side, context)
  if (!product) return []
  const { controls, formats } = product.vocabulary
  const earliest = (things: readonly Since[]) =>
    things.some((t) => t.since === undefined)
      ? undefined
      : things.flatMap((t) => t.since ?? []).toSorted((a, b) => (isBefore(a, b) ? -1 : 1))[0]
  const need = (of: Need['of'], what: string, place: Place, things: readonly Since[]): Need[] => {
    const since = things.length > 0 ? earliest(things) : undefined
    return since === undefined ? [] : [{ what, since, side, place, of }]
  }
  const settings = factsOf(plan, 'setting')
    .filter((f) => f.side === side && f.field !== null)
    .flatMap((f) => {
      const same = labelsOfField(product.vocabulary, f.object, f.field)
      const named = same.filter((label) => bare(label.text) === bare(f.label))
      const what = `**${f.label}**`
      const ofField = need('function', what, f.labelPlace, same)
      const ofName = need('name', what, f.labelPlace, named)
      return ofField[0]?.since === ofName[0]?.since ? ofField : [...ofField, ...ofName]
    })
  const clicked = [
    ...factsOf(plan, 'navigation').flatMap((f) => f.path.map((step) => ({ ...step, side: f.side }))),
    ...factsOf(plan, 'action').map((f) => ({ text: f.label, place: f.place, side: f.side })),
  ].filter((step) => step.side === side)
  const steps = clicked.flatMap(({ text, place }) =>
    need(
      'name',
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
        'function',
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
  return [{ what, since, side: 'provider', place: null, of: 'sign-in' }]
}
