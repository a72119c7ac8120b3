import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { writtenTexts } from './given.ts'

/** Addresses of this https origin that the guide writes with http, outside of settings: those that readers open. */
export function plainAddresses(plan: Plan, origin: string): Array<{ text: string; place: Place }> {
  const plain = origin.replace(/^https:/, 'http:')
  return factsOf(plan, 'url').flatMap(({ value }) =>
    writtenTexts(value).filter(
      ({ text }) => plain !== origin && (text === plain || text.startsWith(`${plain}/`)),
    ),
  )
}
