import { hostOf } from '../../plan/hosts.ts'
import type { Place } from '../../plan/place.ts'
import type { BlockFact, Plan } from '../../plan/plan.ts'
import { statements } from '../../plan/read.ts'
import type { Bindings, Value } from '../../plan/value.ts'
import { enteredText, writtenText, writtenTexts } from '../_shared/given.ts'
import { keys } from './keys.ts'
import { lossOf } from './shell.ts'

/** One assignment of setup.env as the guide writes it. */
export interface Assignment {
  key: string
  value: Value
  place: Place
  keyPlace: Place
  /** Why bash does not keep the value when configure.sh sources the file; null when it does. */
  loss: string | null
}

/** The guide's setup.env over the values of setup.env.example, which it is copied from. */
export interface Setup {
  assignments: Assignment[]
  /** The last assignment of a key; the place of a finding about it. */
  of(key: string): Assignment | undefined
  /** What configure.sh sees; empty when unset. Throws `UnboundName`. */
  text(key: string, bindings: Bindings): string
  /** The same with the guide's angle tokens left in, for checks that need no run. */
  written(key: string): string
  /** Where the file stands in the guide; the place of what is missing in it. */
  place: Place | null
}

const presets = new Map(keys.map((one) => [one.key, one.default]))
const separators = new Map(keys.map((one) => [one.key, one.separator]))

export function readSetup(plan: Plan): Setup {
  const assignments = plan.facts.flatMap((fact): Assignment[] => {
    if (fact.kind === 'block' && fact.side === 'application' && isSetup(fact)) return assignmentsOf(fact)
    if (fact.kind === 'setting' && fact.side === 'application' && separators.has(fact.label)) {
      const { label, value, labelPlace } = fact
      return [{ key: label, value, place: value.place, keyPlace: labelPlace, loss: null }]
    }
    return []
  })
  const of = (key: string) => assignments.findLast((one) => one.key === key)
  const read = (key: string, text: (value: Value, separator?: string) => string) => {
    const one = of(key)
    if (!one) return presets.get(key) ?? ''
    return one.loss ? '' : text(one.value, separators.get(key)).replace(/^(["'])(.*)\1$/, '$2')
  }
  const block = plan.facts.find((fact) => fact.kind === 'block' && isSetup(fact))
  return {
    assignments,
    of,
    text: (key, bindings) => read(key, (value, separator) => enteredText(value, bindings, separator)),
    written: (key) => read(key, writtenText),
    place: block?.place ?? assignments[0]?.place ?? null,
  }
}

/** A file of another name is not read by configure.sh; one that the guide does not name is taken by what stands in it. */
function isSetup(block: BlockFact): boolean {
  if (block.destination === null) return block.entries.some((entry) => entry.key.startsWith('NETBIRD_'))
  return block.destination.split('/').at(-1) === 'setup.env'
}

function assignmentsOf(block: BlockFact): Assignment[] {
  return block.entries.map((entry) => ({
    key: entry.key,
    value: entry.value,
    place: entry.value.place,
    keyPlace: entry.keyPlace,
    loss: lossOf(block.text, entry.key),
  }))
}

/** `https://netbird.company`: where the reader opens the dashboard; null when the guide names no host of its own. */
export function dashboardOrigin(plan: Plan, setup: Setup = readSetup(plan)): string | null {
  const stated = setup.written('NETBIRD_DOMAIN')
  if (stated) return URL.canParse(`https://${stated}`) ? new URL(`https://${stated}`).origin : null
  // A guide that only adds the keys for sign-in to an existing file still names the host: declared, or registered.
  const host = hostOf(plan, ['NetBird']) ?? registeredHost(plan)
  return host && URL.canParse(`https://${host}`) ? new URL(`https://${host}`).origin : null
}

function registeredHost(plan: Plan): string | undefined {
  return statements(plan, 'provider')
    .flatMap((one) => writtenTexts(one.value))
    .map(({ text }) => /^https:\/\/([^/\s]*netbird[^/\s]*)/i.exec(text)?.[1])
    .find((host) => host !== undefined)
}
