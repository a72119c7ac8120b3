import type { Plan } from '../../plan/plan.ts'
import { writtenTexts } from './given.ts'

interface Looked {
  /** Spellings of the application, the folder's name first. */
  names: readonly string[]
  /** Path of the application's redirect URI, without a slash at its end. */
  callback: string
  /** Addresses of the provider that the guide enters at the application: their hosts are not the application's. */
  foreign: readonly string[]
}

/**
 * The host (with its port, if it has one) under which readers open the application: the declared one that is not the
 * provider's, else the one of the redirect URI that is registered for it, else the name that guides use by custom.
 */
export function applicationHost(plan: Plan, { names, callback, foreign }: Looked): string {
  const others = new Set(foreign.map(hostOf))
  const declared = plan.facts.flatMap((fact) =>
    fact.kind === 'placeholder' && fact.shape === 'host' && !others.has(fact.token) ? [fact.token] : [],
  )
  const known = names.map(letters)
  const named = declared.find((host) => known.includes(letters(host.split('.')[0] ?? '')))
  if (named) return named
  const registered = plan.facts.flatMap((fact) =>
    fact.kind === 'setting' && fact.side === 'provider'
      ? writtenTexts(fact.value).map(({ text }) => text)
      : [],
  )
  const redirect = registered.find((text) => URL.canParse(text) && pathOf(text) === callback)
  return declared.length === 1 && declared[0]
    ? declared[0]
    : redirect
      ? hostOf(redirect)
      : `${names[0]}.company`
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function hostOf(text: string): string {
  const bare = text.replace(/<[^>]*>/g, 'x')
  return URL.canParse(bare) ? new URL(bare).host : text
}

function pathOf(text: string): string {
  return new URL(text).pathname.replace(/\/$/, '')
}
