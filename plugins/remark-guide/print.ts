import { formatPlace } from '../../src/plan/place.ts'
import type { Fact, FactKind, Plan, Side } from '../../src/plan/plan.ts'
import type { Value } from '../../src/plan/value.ts'

/** A plan for people: what the guide says on each side, and what of it was not understood. */
export function printPlan(plan: Plan): string {
  const { statements, understood, notUnderstood } = plan.coverage
  const share = statements === 0 ? 'no statements' : `${Math.round((understood / statements) * 100)} %`
  const rest = notUnderstood.map(({ text, place }) => `  ${formatPlace(place)}  ${shorten(text)}`)
  return [
    `${plan.guide}: ${plan.title}`,
    `${plan.file}${plan.sources.length > 1 ? ` and ${plan.sources.length - 1} partials` : ''}`,
    ...group('Around', plan, null),
    ...group('Provider', plan, 'provider'),
    ...group('Application', plan, 'application'),
    '',
    `${understood} of ${statements} statements became facts (${share}), ${plan.facts.length} facts in all`,
    ...(rest.length > 0 ? ['Not understood:', ...rest] : []),
  ].join('\n')
}

function group(title: string, plan: Plan, side: Side | null): string[] {
  const facts = plan.facts.filter((fact) => ('side' in fact ? fact.side : null) === side)
  if (facts.length === 0) return []
  const places = facts.map((fact) => formatPlace(fact.place))
  const width = Math.max(...places.map((place) => place.length))
  return ['', title, ...facts.map((fact, i) => `  ${(places[i] ?? '').padEnd(width)}  ${sayFact(fact)}`)]
}

const said: { [Kind in FactKind]: (fact: Extract<Fact, { kind: Kind }>) => string } = {
  version: ({ subject, range, claim }) => `version of the ${subject}: ${range} (${claim})`,
  placeholder: ({ token, meaning }) => `placeholder ${token}: ${shorten(meaning)}`,
  setting: ({ label, field, object, value, qualifiers, optional }) =>
    [
      `${label} = ${sayValue(value)}`,
      ...qualifiers.map((word) => `(${word})`),
      optional ? '(optional)' : '',
      `→ ${object.kind} ${object.ordinal}, ${field ?? 'unknown label'}`,
    ]
      .filter(Boolean)
      .join(' '),
  capture: ({ label, name }) => `noted: ${label} → <${name}>`,
  block: ({ language, destination, entries, fault }) =>
    [
      `block ${destination ?? 'without destination'} (${language})${fault ? `, faulty: ${fault.reason}` : ''}`,
      ...entries.map(
        ({ key, value, field }) => `      ${key} = ${sayValue(value)}${field ? ` → ${field}` : ''}`,
      ),
    ].join('\n'),
  expression: ({ label, object, text }) =>
    `${label} of ${object.kind} ${object.ordinal}: ${shorten(text.replace(/\s+/g, ' '))}`,
  navigation: ({ path }) => `go to ${path.map((step) => step.text).join(' > ')}`,
  action: ({ label }) => `find ${label}`,
  url: ({ value }) => `address ${sayValue(value)}`,
  message: ({ text }) => `message "${text}"`,
}

function sayFact(fact: Fact): string {
  return (said[fact.kind] as (fact: Fact) => string)(fact)
}

export function sayValue(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return value.text === '' ? '(empty)' : value.text
    case 'template':
      return value.text
    case 'reference':
      return `<${value.name}>`
    case 'choice':
      return `reader's choice (${shorten(value.text)})`
    case 'list':
      return value.items.map(sayValue).join(', ')
    case 'map':
      return value.entries.map((entry) => `${sayValue(entry.from)} → ${sayValue(entry.to)}`).join(', ')
  }
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}…` : text
}
