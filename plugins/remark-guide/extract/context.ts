import type { Place } from '../../../src/plan/place.ts'
import type { Coverage, Fact, Heading, SectionRole, Side } from '../../../src/plan/plan.ts'
import type { Label } from '../../../src/plan/vocabulary.ts'
import type { Line, Run, Texts } from '../text/line.ts'
import { readable } from '../text/line.ts'
import { placeOf } from '../text/mapped.ts'
import type { Words } from '../vocabulary/words.ts'
import type { Draft } from './draft.ts'
import { Objects } from './objects.ts'

export interface Section {
  role: SectionRole
  /** Heading texts above, outermost first, with their depths. */
  path: Array<{ text: string; depth: number; role: SectionRole }>
  optional: boolean
}

/** What the extractor knows while it reads a page from top to bottom. */
export class Context {
  readonly texts: Texts
  readonly words: Record<Side, Words>
  readonly objects: Record<Side, Objects>
  readonly facts: Fact[] = []
  readonly headings: Heading[] = []
  readonly coverage: Coverage = { statements: 0, understood: 0, notUnderstood: [] }
  section: Section = { role: 'introduction', path: [], optional: false }
  variant: string | undefined
  /** True once a list of placeholders was read: hosts elsewhere are then uses of them. */
  placeholdersListed = false
  /** The product that an item names whose sub-items are its versions. */
  versionSubject: Side | null = null
  /** True where the page has headings besides its title. */
  hasSections = true
  /** Hosts that the guide declares. */
  readonly hosts = new Set<string>()
  readonly #numbers = new Map<string, number>()

  constructor(texts: Texts, words: Record<Side, Words>) {
    this.texts = texts
    this.words = words
    this.objects = { provider: new Objects(words.provider), application: new Objects(words.application) }
  }

  get role(): SectionRole {
    return this.section.role
  }

  /** The side that the text is about; steps outside both sides are the application's. */
  get side(): Side {
    return this.role === 'provider' ? 'provider' : 'application'
  }

  get own(): Words {
    return this.words[this.side]
  }

  /** Both vocabularies, the provider's first: captures are its words. */
  get both(): Words[] {
    return [this.words.provider, this.words.application]
  }

  add(draft: Draft) {
    const number = (this.#numbers.get(draft.kind) ?? 0) + 1
    this.#numbers.set(draft.kind, number)
    const fact = {
      ...draft,
      id: `${draft.kind}-${number}`,
      role: this.role,
      section: this.section.path.map(({ text }) => text),
      ...(this.variant === undefined ? {} : { variant: this.variant }),
    }
    this.facts.push(fact as Fact)
  }

  /** Counts a statement; one that gave no fact is listed. */
  count(understood: boolean, line: Line) {
    const text = readable(line)
    const place = placeOf(text)
    if (!place) return
    this.coverage.statements += 1
    if (understood) this.coverage.understood += 1
    else this.coverage.notUnderstood.push({ text: text.text.replace(/\s+/g, ' ').trim(), place })
  }

  label(text: string): Label | undefined {
    return this.own.label(text, this.objects[this.side].focus)
  }
}

/** One line being read: its facts, by where they begin, and the runs that already mean something. */
export class Reading {
  readonly context: Context
  readonly line: Line
  readonly place: Place
  readonly used = new Set<Run>()
  readonly #drafts: Array<{ at: number; draft: Draft }> = []

  constructor(context: Context, line: Line, place: Place) {
    this.context = context
    this.line = line
    this.place = place
  }

  readonly add = (at: number, draft: Draft, ...runs: Array<Run | undefined>) => {
    this.#drafts.push({ at, draft })
    for (const run of runs) if (run) this.used.add(run)
  }

  /** Whether a setting of this line has its value at this place. */
  hasValueAt(place: Place | null): boolean {
    return this.#drafts.some(({ draft }) => {
      if (draft.kind !== 'setting' || place === null) return false
      const { file, start, end } = draft.value.place
      return file === place.file && start.offset <= place.start.offset && place.start.offset < end.offset
    })
  }

  /** Whether a path of this line has an entry at this place. */
  hasStepAt({ file, start }: Place): boolean {
    return this.#drafts.some(
      ({ draft }) =>
        draft.kind === 'navigation' &&
        draft.path.some(({ place }) => place.file === file && place.start.offset === start.offset),
    )
  }

  get count(): number {
    return this.#drafts.length
  }

  /** Hands the facts over in the order in which they stand. */
  finish(): number {
    for (const { draft } of this.#drafts.toSorted((a, b) => a.at - b.at)) this.context.add(draft)
    return this.#drafts.length
  }
}
