import { saysOn } from '../../../../plan/entered.ts'
import type { Place } from '../../../../plan/place.ts'
import type { BlockFact } from '../../../../plan/plan.ts'
import { writtenText } from '../../../_shared/given.ts'
import type { Concern } from '../concern.ts'
import { alternativesIn, type Stated } from '../settings.ts'

/** Fields that a secret in a file stands in for. */
const secrets = ['client_secret', 'client_secret_file']

/** Readers follow one of the ways only, so that what one way sets, each must set. */
export const alternatives: Concern = ({ stated }) => {
  const ways = alternativesIn(stated)
  return ways.flatMap((way) =>
    ways
      .filter((other) => other !== way)
      .flatMap((other) => other.given.map((one) => ({ ...one, other })))
      .filter(
        ({ field }) => !way.of(field) && !(secrets.includes(field) && secrets.some((one) => way.of(one))),
      )
      .map(({ field, label, place, value, other }) => ({
        // A way that is silent has the default: where that is what the other way says, both are the same.
        ...(isDefault(field, writtenText(value)) ? { severity: 'warning' as const } : {}),
        message: `**${label}** is set in one way to configure single sign-on, and missing in the other`,
        help: 'Set it in both, or in none',
        place: gapIn(way, other, field),
        expected: label,
        actual: way.given.map((one) => one.label).join(', '),
        related: [{ message: `**${label}** is set here`, place }],
      })),
  )
}

/** Source: AuthManager.cs, v15.2. */
const defaults: Readonly<Record<string, boolean>> = { allow_signup: false, mapped_users_only: true }

function isDefault(field: string, text: string): boolean {
  return defaults[field] !== undefined && saysOn(text) === defaults[field]
}

/** Where the statement would stand if this way went in the order of the other: in a file, the line after the one before it. */
function gapIn(way: Stated, other: Stated, field: string): Place {
  const order = other.given.map((one) => one.field)
  const before = order.slice(0, order.indexOf(field)).findLast((one) => way.of(one))
  const previous = before === undefined ? undefined : way.of(before)
  const first = way.given[0]!.fact
  if (previous?.fact.kind !== 'block') return previous?.place ?? first.place
  const line = previous.fact.entries.find(({ key }) => key === previous.label)?.place ?? previous.labelPlace
  return lineAfter(line, previous.fact) ?? line
}

/** The beginning of the next line; null where the file ends, in a fence that is never closed. */
function lineAfter(place: Place, { place: fence, text }: BlockFact): Place | null {
  if (place.file !== fence.file || place.end.line >= fence.end.line) return null
  const own = text.split('\n')[place.end.line - fence.start.line - 1] ?? ''
  // White space, and the carriage return where lines end with one, are no part of the statement.
  const rest = own.length - own.trimEnd().length
  const start = { line: place.end.line + 1, column: 1, offset: place.end.offset + rest + 1 }
  return { ...place, start, end: start }
}
