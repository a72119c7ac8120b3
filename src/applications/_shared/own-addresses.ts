import type { Place } from '../../plan/place.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf } from '../../plan/read.ts'
import { writtenTexts } from './given.ts'

export interface OwnAddress {
  text: string
  place: Place
  /** Written with http, while readers open the application over https. */
  plain: boolean
  /** Without query and fragment; `/` where the address has none. */
  path: string
}

/** Addresses of the application that the guide has its reader open, apart from settings; `origin` is its https origin. */
export function ownAddresses(plan: Plan, origin: string): OwnAddress[] {
  const { host } = new URL(origin)
  return factsOf(plan, 'url')
    .flatMap(({ value }) => writtenTexts(value))
    .flatMap(({ text, place }) => {
      if (!URL.canParse(text) || new URL(text).host !== host) return []
      const { protocol, pathname } = new URL(text)
      return [{ text, place, plain: protocol === 'http:', path: pathname }]
    })
}
