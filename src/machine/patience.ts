/**
 * A factor on every time limit of a run (start of a server, one request, one step): `TOUCHSTONE_PATIENCE=4` on a machine
 * that does much else. 1 where nobody says otherwise. Throws a `RangeError` for what is no number above 0.
 */
export function patience(environment: NodeJS.ProcessEnv = process.env): number {
  return numberIn('TOUCHSTONE_PATIENCE', environment) ?? 1
}

/** The number that a variable holds; nothing where it is absent or empty. Throws a `RangeError` for other text. */
export function numberIn(name: string, environment: NodeJS.ProcessEnv): number | undefined {
  const text = environment[name]
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value)))
    throw new RangeError(`${name} is "${text}", expected a number above 0`)
  return value
}
