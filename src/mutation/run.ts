import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { VFileMessage } from 'vfile-message'
import { extractPlan } from '../../plugins/remark-guide/index.ts'
import { formatPlace, type Place } from '../plan/place.ts'
import type { Plan } from '../plan/plan.ts'
import { loadRules } from '../rules/index.ts'
import { createInstances } from '../verify/instances.ts'
import { openProducts } from '../verify/products.ts'
import { subjectOf } from '../verify/subject.ts'
import { equivalenceOf } from './equivalent.ts'
import type { Mutation } from './mutation.ts'
import { mutationsOf } from './mutations.ts'
import { type Report, reportsOn, type Trial, tryMutation } from './trial.ts'

export interface GuideOfPair {
  guide: string
  /** Relative to the root. */
  file: string
  application: string
  provider: string
}

export interface Tried {
  guide: string
  mutation: Mutation
  trial: Trial
}

export interface MutationRun {
  /** Values that are the reader's own and were left alone. */
  free: number
  /** Lines that repeat a default and were left in. */
  defaults: number
  tried: Tried[]
  /** Changes that nobody noticed and that change nothing, with the reason; not among those tried. */
  equivalent: Equivalent[]
}

export interface Equivalent {
  guide: string
  mutation: Mutation
  reason: string
}

/** A guide that is red before anything is changed: whatever a mistake in it led to would show nothing. */
export class AlreadyRed extends Error {
  override readonly name = 'AlreadyRed'
  constructor(file: string, { place, by }: Report) {
    super(
      `${file} is red as it stands, expected a guide without findings: ${by} at ${formatPlace(place)}. Mend it first: npm run check, npm run verify`,
    )
  }
}

/**
 * Makes every mistake in one guide, one at a time and in memory only, and looks whether it is noticed.
 * `onTried` hears of each as it ends. Throws {@link AlreadyRed}.
 */
export async function mutateGuide(
  root: string,
  pair: GuideOfPair,
  onTried: (tried: Tried) => void,
): Promise<MutationRun> {
  const products = openProducts()
  const [provider, application] = await Promise.all([
    products.provider(pair.provider),
    products.application(pair.application),
  ])
  const vocabularies = { provider: provider.vocabulary, application: application.vocabulary }
  const bench = {
    subject: subjectOf(provider, application),
    rules: await loadRules(),
    instances: createInstances(),
  }
  const read = (file: string) => readFileSync(resolve(root, file), 'utf8')
  const extract = (readFile: (file: string) => string) =>
    extractPlan({ file: pair.file, root, vocabularies, readFile })
  const plan = extract(read)
  const textAt = ({ file, start, end }: Place) => read(file).slice(start.offset, end.offset)
  const { mutations, free, defaults } = mutationsOf(
    plan,
    [provider.vocabulary, application.vocabulary],
    textAt,
  )

  const tried: Tried[] = []
  const equivalent: Equivalent[] = []
  try {
    const [fault] = await reportsOn(plan, bench)
    if (fault) throw new AlreadyRed(pair.file, fault)
    for (const mutation of mutations) {
      const mutated = changed(mutation, read)
      const trial = await tryMutation(
        mutation,
        orPlace(() => extract(mutated), mutation),
        bench,
      )
      const reason = trial.outcome === 'survived' ? equivalenceOf(mutation, plan, bench.subject) : null
      if (reason !== null) {
        equivalent.push({ guide: pair.guide, mutation, reason })
        continue
      }
      const one = { guide: pair.guide, mutation, trial }
      tried.push(one)
      onTried(one)
    }
  } finally {
    await bench.instances.stop()
  }
  return { free, defaults, tried, equivalent }
}

/** The files with one text changed. */
function changed({ place, after }: Mutation, read: (file: string) => string): (file: string) => string {
  return (file) => {
    const text = read(file)
    return file === place.file
      ? text.slice(0, place.start.offset) + after + text.slice(place.end.offset)
      : text
  }
}

/** A text that is no guide any more is noticed where the parser stopped. */
function orPlace(extract: () => Plan, { place }: Mutation): Plan | Place {
  try {
    return extract()
  } catch (error) {
    if (!(error instanceof VFileMessage)) throw error
    const line = error.line ?? place.start.line
    const start = { line, column: error.column ?? 1, offset: 0 }
    return { file: error.file ?? place.file, start, end: start, includes: [] }
  }
}
