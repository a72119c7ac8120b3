import type { Catalogue } from '../plan/catalogue.ts'
import type { Finding } from '../plan/finding.ts'
import type { Plan } from '../plan/plan.ts'
import type { Provider } from '../providers/contract.ts'
import { Drift } from './failure.ts'
import { Skip } from './phase.ts'
import { checkShown } from './shown.ts'
import type { Step, StepResult } from './step.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

export function checkFinding({ finding, rules }: Of<'finding'>): Partial<StepResult> {
  if (finding !== null) throw driftOf(finding)
  if (rules === 0) throw new Error('No rule looked at the guide, expected the rules of src/rules')
  return { assertions: 1 }
}

/** The rules on labels have held the words to the vocabulary; where a catalogue of the version is at hand, it has the last word. */
export function checkWord(
  { finding, fact: id }: Of<'word'>,
  plan: Plan,
  provider: Provider,
  catalogue: Catalogue | null,
): Partial<StepResult> {
  if (finding !== null) throw driftOf(finding)
  const fact = plan.facts.find((one) => one.id === id)
  if (!fact || catalogue === null) return { assertions: 1 }
  return { assertions: 1 + checkShown(fact, provider, catalogue) }
}

function driftOf(finding: Finding): Drift {
  return new Drift({
    message: `${finding.message}. ${finding.help}`.replace('..', '.'),
    place: finding.place,
    expected: finding.suggestion ?? finding.expected,
    actual: finding.actual,
    related: finding.related?.map(({ place }) => place),
  })
}

export function checkBlock({ fact: id }: Of<'block'>, plan: Plan): Partial<StepResult> {
  const fact = plan.facts.find((one) => one.id === id)
  if (fact?.kind !== 'block') throw new Error(`${id} is no block of ${plan.guide}`)
  if (fact.fault) {
    const { reason, place } = fact.fault
    throw new Drift({ message: reason, place, expected: `valid ${fact.language}`, actual: 'a syntax error' })
  }
  if (fact.entries.length === 0)
    throw new Drift({ message: 'The block sets nothing', place: fact.place, expected: 'at least one entry' })
  return { assertions: fact.entries.length, message: `${fact.entries.length} entries` }
}

/** Only when nothing failed: a guide that is red for a reason needs no second one. */
export function checkTally(results: readonly StepResult[]): Partial<StepResult> {
  if (results.some(({ outcome }) => outcome === 'failed')) throw new Skip('The guide failed already')
  const logins = results.filter(({ kind }) => kind === 'login')
  const passed = logins.filter(({ outcome }) => outcome === 'passed')
  const assertions = passed.reduce((total, step) => total + step.assertions, 0)
  const skipped = logins.length - passed.length
  if (passed.length > 0 && assertions > 0 && skipped === 0) return { message: `${passed.length} logins` }
  throw new Drift({
    message: 'The guide leads to no login, so nothing of it was verified',
    place: null,
    expected: 'at least one login, and something to hold it to',
    actual: `${passed.length} logins with ${assertions} assertions, ${skipped} skipped`,
  })
}
