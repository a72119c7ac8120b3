import type { Place } from '../../plan/place.ts'
import type { Plan, SettingFact } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { leavesOf } from '../support/values.ts'

/** Settings of the provider's side with this field. */
export function atClient(plan: Plan, field: string): SettingFact[] {
  return factsOf(plan, 'setting').filter((fact) => fact.side === 'provider' && fact.field === field)
}

/** Each text of these settings, with its place. */
export function atEach(plan: Plan, field: string): Array<{ text: string; place: Place; fact: SettingFact }> {
  return atClient(plan, field).flatMap((fact) =>
    leavesOf(fact.value).map((leaf) => ({ text: leaf.text, place: leaf.place, fact })),
  )
}

export function textsAt(facts: SettingFact[]): string[] {
  return facts.flatMap((fact) => leavesOf(fact.value).map((leaf) => leaf.text))
}

export function isOn(plan: Plan, field: string): boolean {
  return textsAt(atClient(plan, field)).some((text) => /^(on|true)$/i.test(text))
}
