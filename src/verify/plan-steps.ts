import type { Fault } from '../applications/contract.ts'
import type { Finding } from '../plan/finding.ts'
import type { ClientView, RelyingPartyView } from '../plan/knowledge.ts'
import type { Place } from '../plan/place.ts'
import type { Fact, Plan } from '../plan/plan.ts'
import { statements } from '../plan/read.ts'
import { asTyped } from '../plan/typed.ts'
import type { Value } from '../plan/value.ts'
import { faultTitles } from './faults.ts'
import type { Step } from './step.ts'
import type { Subject } from './subject.ts'
import { type Candidate, testUsers } from './users.ts'

/** What the static rules said about the guide; the caller has run them. */
export interface Checked {
  findings: readonly Finding[]
  rules: number
}

/**
 * Every check of one guide, in the order in which they run: rules, words, blocks, provider, addresses, application,
 * logins, refusals. Known from the plan alone; nothing is started.
 */
export async function planSteps(written: Plan, subject: Subject, checked: Checked): Promise<Step[]> {
  const { plan } = asTyped(written)
  const client = subject.provider.client(plan, subject.providerVersion)
  const party = subject.application.relyingParty(plan, subject.applicationVersion)
  const errors = checked.findings.filter((finding) => finding.severity === 'error')
  const words = wordSteps(plan, subject, errors)
  const claimed = new Set(
    words.flatMap((step) => (step.kind === 'word' && step.finding ? [step.finding] : [])),
  )
  const steps = [
    ...findingSteps(
      plan,
      errors.filter((finding) => !claimed.has(finding)),
      checked.rules,
    ),
    ...words,
    ...blockSteps(plan),
    phase(plan, 'provision', 'provider', `${subject.provider.name} accepts what the guide sets`),
    ...urlSteps(plan, client, party, subject),
    ...discoverySteps(party, subject),
    phase(plan, 'configure', 'application', `${subject.application.name} accepts what the guide sets`),
    ...(await attempts(plan, client, party, subject)),
    {
      kind: 'tally',
      id: 'tally',
      title: 'somebody signs in as the guide promises',
      place: startOf(plan),
    } as const,
  ]
  return unique(steps)
}

function findingSteps(plan: Plan, errors: Finding[], rules: number): Step[] {
  if (errors.length === 0) {
    const title = 'no rule finds an error'
    return [{ kind: 'finding', id: 'rules', title, place: startOf(plan), finding: null, rules }]
  }
  return errors.map((finding) => ({
    kind: 'finding',
    id: `rules/${finding.ruleId}`,
    title: `no finding of rule ${finding.ruleId}`,
    place: finding.place,
    finding,
    rules,
  }))
}

/** A finding about a label is reported by the step of that label, so that one mistake is one red step. */
function wordSteps(plan: Plan, subject: Subject, errors: Finding[]): Step[] {
  const unclaimed = new Set(errors.filter(({ ruleId }) => ruleId.startsWith('labels/')))
  return plan.facts.flatMap((fact) => {
    const words = wordsOf(fact)
    if (words === null || !('side' in fact)) return []
    const { side } = fact
    const version = side === 'provider' ? subject.providerVersion : subject.applicationVersion
    const own = fact.kind === 'setting' ? [fact.labelPlace, fact.value.place] : [fact.place]
    const finding = [...unclaimed].find(({ place }) => own.some((one) => covers(one, place))) ?? null
    if (finding) unclaimed.delete(finding)
    return [
      {
        kind: 'word',
        id: `word/${side}/${idOf(words)}`,
        title: `${words} exists in ${subject[side].name} ${version}`,
        place: fact.kind === 'setting' ? fact.labelPlace : fact.place,
        side,
        fact: fact.id,
        finding,
      },
    ]
  })
}

function covers(outer: Place, inner: Place): boolean {
  return (
    outer.file === inner.file &&
    outer.start.offset <= inner.start.offset &&
    inner.end.offset <= outer.end.offset
  )
}

/** What a reader looks for on the screen; null for facts that name nothing there. */
export function wordsOf(fact: Fact): string | null {
  if (fact.kind === 'setting')
    return fact.form === 'assignment' || fact.form === 'fence' ? null : `"${fact.label}"`
  if (fact.kind === 'action') return `"${fact.label}"`
  if (fact.kind === 'navigation') return fact.path.map(({ text }) => `"${text}"`).join(' > ')
  return null
}

function blockSteps(plan: Plan): Step[] {
  return plan.facts.flatMap((fact) => {
    if (fact.kind !== 'block') return []
    const name = fact.destination ?? 'the block'
    const title = `${name} is valid ${fact.language}`
    return [{ kind: 'block', id: `block/${idOf(name)}`, title, place: fact.place, fact: fact.id }]
  })
}

function phase(plan: Plan, kind: 'provision' | 'configure', side: Fact['role'], title: string): Step {
  const stated = plan.facts.find((fact) => 'side' in fact && fact.side === side)
  return { kind, id: kind, title, place: stated?.place ?? startOf(plan) }
}

function urlSteps(plan: Plan, client: ClientView, party: RelyingPartyView, subject: Subject): Step[] {
  const origin = originOf(client.issuer)
  const discovered = new Set(party.urls.filter(isDiscovery).map(({ url }) => url))
  const stated = [
    ...party.urls.map(({ url, place }) => ({ url, place })),
    ...plan.facts.flatMap((fact) =>
      fact.kind === 'url' || fact.kind === 'setting' ? addressesIn(fact.value) : [],
    ),
  ].filter(({ url }) => origin !== null && originOf(url) === origin && !discovered.has(url))
  return stated.map(({ url, place }) => ({
    kind: 'url',
    id: `url/${url}`,
    title: `${subject.provider.name} answers at ${url}`,
    place,
    url,
  }))
}

function discoverySteps(party: RelyingPartyView, subject: Subject): Step[] {
  return party.urls.filter(isDiscovery).map(({ url, purpose, place }) => ({
    kind: 'discovery',
    id: `discovery/${url}`,
    title: `${subject.provider.name} describes itself at ${url}`,
    place,
    url,
    purpose,
  }))
}

async function attempts(
  plan: Plan,
  client: ClientView,
  party: RelyingPartyView,
  subject: Subject,
): Promise<Step[]> {
  const entrances = await subject.entrances(plan)
  const candidates = testUsers(client, party)
  const insider = candidates.find((candidate) => !candidate.outside)!.user
  const through = (title: string) => (entrances.length > 1 ? ` through ${title}` : '')
  const logins = entrances.flatMap((entrance) =>
    candidates
      .filter((candidate) => !candidate.outside)
      .map(
        ({ user, place }): Step => ({
          kind: 'login',
          id: `login/${entrance.id}/${idOf(user.why)}`,
          title: `login${through(entrance.title)}: user ${user.why}`,
          place: place ?? promise(plan, client),
          entrance: entrance.id,
          user,
        }),
      ),
  )
  const refusals = entrances.flatMap((entrance) =>
    faults(plan, client, party, candidates).map(
      ({ fault, user, place }): Step => ({
        kind: 'refusal',
        id: `refusal/${entrance.id}/${fault}`,
        title: `refusal${through(entrance.title)}: ${faultTitles[fault]}`,
        place,
        entrance: entrance.id,
        user,
        fault,
        control: insider,
      }),
    ),
  )
  return [...logins, ...refusals]
}

/** The faults that this pair can be tried with, each with the sentence that it violates. */
function faults(plan: Plan, client: ClientView, party: RelyingPartyView, candidates: Candidate[]) {
  const insider = candidates.find((candidate) => !candidate.outside)!.user
  const outsider = candidates.find((candidate) => candidate.outside)
  const found: Array<{ fault: Fault; user: Candidate['user']; place: Place }> = []
  if (client.confidential && party.tokenAuthentication !== 'none') {
    const place = secretPlace(plan) ?? promise(plan, client)
    found.push({ fault: 'wrong-secret', user: insider, place })
  }
  found.push({ fault: 'unregistered-redirect-uri', user: insider, place: promise(plan, client) })
  if (outsider) found.push({ fault: 'user-not-allowed', user: outsider.user, place: outsider.place! })
  return found
}

/** Where the reader tells the application the client secret. */
export function secretPlace(plan: Plan): Place | null {
  return statements(plan, 'application').find(({ field }) => field === 'client_secret')?.place ?? null
}

/** That anybody can sign in at all is promised by the redirect URI more than by any other sentence. */
function promise(plan: Plan, client: ClientView): Place {
  return client.redirects[0]?.place ?? startOf(plan)
}

function startOf(plan: Plan): Place {
  const start = { line: 1, column: 1, offset: 0 }
  return (
    plan.headings[0]?.place ?? plan.facts[0]?.place ?? { file: plan.file, start, end: start, includes: [] }
  )
}

function addressesIn(value: Value): Array<{ url: string; place: Place }> {
  if (value.kind === 'list') return value.items.flatMap(addressesIn)
  if (value.kind !== 'literal' && value.kind !== 'template') return []
  return originOf(value.text) === null ? [] : [{ url: value.text, place: value.place }]
}

function originOf(url: string): string | null {
  return /^https?:/.test(url) && URL.canParse(url) ? new URL(url).origin : null
}

function isDiscovery(
  url: RelyingPartyView['urls'][number],
): url is RelyingPartyView['urls'][number] & { purpose: 'issuer' | 'discovery' } {
  return url.purpose === 'issuer' || url.purpose === 'discovery'
}

function idOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

/** The same words at the same side are looked up once; different things under one id are numbered. */
function unique(steps: Step[]): Step[] {
  const seen = new Map<string, number>()
  return steps.flatMap((step) => {
    const count = (seen.get(step.id) ?? 0) + 1
    seen.set(step.id, count)
    if (count === 1) return [step]
    const alike =
      step.kind === 'word' ? step.finding === null : step.kind === 'url' || step.kind === 'discovery'
    return alike ? [] : [{ ...step, id: `${step.id}-${count}` }]
  })
}
