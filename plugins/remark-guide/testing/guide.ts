import type { Place } from '../../../src/plan/place.ts'
import type { Fact, Plan } from '../../../src/plan/plan.ts'
import type { Value } from '../../../src/plan/value.ts'
import { extractPlan } from '../index.ts'
import { ledger, ostium } from './vocabularies.ts'

/** Reads a guide of Ledger with Ostium from files in memory; the page is `docs/ledger/ostium.mdx` unless named otherwise. */
export function planOf(files: string | Record<string, string>, file = 'docs/ledger/ostium.mdx'): Plan {
  const all = typeof files === 'string' ? { [file]: files } : files
  return extractPlan({
    file,
    root: '/',
    readFile: (path) => {
      const text = all[path]
      if (text === undefined) throw Object.assign(new Error(`no file ${path}`), { code: 'ENOENT' })
      return text
    },
    vocabularies: { provider: ostium, application: ledger },
  })
}

/** Facts in one line each, as tests compare them. */
export function told(plan: Plan): string[] {
  return plan.facts.map(tell)
}

export function tell(fact: Fact): string {
  switch (fact.kind) {
    case 'setting': {
      const { label, field, object, value, qualifiers, optional } = fact
      const marks = [...qualifiers, ...(optional ? ['optional'] : [])].map((mark) => ` (${mark})`).join('')
      return `${label} [${object.kind} ${object.ordinal} ${field}] = ${say(value)}${marks}`
    }
    case 'capture':
      return `capture ${fact.label} as ${fact.name}`
    case 'block':
      return `block ${fact.destination} ${fact.language}: ${fact.entries.map((e) => `${e.key}=${say(e.value)}`).join('; ')}`
    case 'expression':
      return `expression [${fact.object.kind} ${fact.object.ordinal} ${fact.field}] ${fact.text}`
    case 'navigation':
      return `go ${fact.path.map((step) => step.text).join(' > ')}`
    case 'action':
      return `find ${fact.label}`
    case 'url':
      return `url ${say(fact.value)}`
    case 'message':
      return `message ${fact.text}`
    case 'version':
      return `version ${fact.subject} ${fact.range} (${fact.claim})`
    case 'placeholder':
      return `placeholder ${fact.token}: ${fact.meaning}`
  }
}

export function say(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return value.text
    case 'template':
      return `${value.text} with ${value.tokens.map((token) => token.name).join(' ')}`
    case 'reference':
      return `<${value.name}>`
    case 'choice':
      return 'choice'
    case 'list':
      return `[${value.items.map(say).join(', ')}]`
    case 'map':
      return `{${value.entries.map(({ from, to }) => `${say(from)}: ${say(to)}`).join(', ')}}`
  }
}

/** The text of a file at a place. */
export function textAt(files: Record<string, string>, place: Place): string {
  return (files[place.file] ?? '').slice(place.start.offset, place.end.offset)
}
