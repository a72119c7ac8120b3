import type { Concern } from '../problems.ts'
import { alternativesIn } from '../settings.ts'

/** Fields that a secret in a file stands in for. */
const secrets = ['client_secret', 'client_secret_file']

/** Readers follow one of the ways only, so that what one way sets, each must set. */
export const alternatives: Concern = ({ stated }) => {
  const ways = alternativesIn(stated)
  return ways.flatMap((way) =>
    ways
      .filter((other) => other !== way)
      .flatMap(({ given }) => given)
      .filter(
        ({ field }) => !way.of(field) && !(secrets.includes(field) && secrets.some((one) => way.of(one))),
      )
      .map(({ label, place }) => ({
        message: `**${label}** is set in one way to configure single sign-on, and missing in the other`,
        help: 'Set it in both, or in none',
        place: way.given[0]!.fact.place,
        expected: label,
        actual: way.given.map((one) => one.label).join(', '),
        related: [{ message: `**${label}** is set here`, place }],
      })),
  )
}
