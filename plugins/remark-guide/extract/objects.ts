import type { ObjectRef, Side } from '../../../src/plan/plan.ts'
import type { Label } from '../../../src/plan/vocabulary.ts'
import type { Words } from '../vocabulary/words.ts'

const creating =
  /\b(?:(?:[Cc]reat|[Aa]dd|[Mm]ak|[Rr]egister)(?:e|es|ing|s)?|[Ss]et(?:ting)? up|[Cc]onfigure an? new|another|second|third|fourth)\b|(?<=\S\s)New\b|^New\b/

/** What says which object and field a label or key belongs to. */
export type Named = Pick<Label, 'object' | 'field'>

interface Opened {
  /** By a button: forgotten when nothing was entered before the list ends, since that button was the form's last. */
  byButton: boolean
}

/** Which objects the settings of one side belong to, as the guide goes from one to the next. */
export class Objects {
  readonly #words: Words
  readonly #counts = new Map<string, number>()
  readonly #opened = new Map<string, Opened>()
  readonly #filled = new Map<string, Set<string>>()
  /** Kinds that the text is about, the nearest first. */
  #focus: string[] = []

  constructor(words: Words) {
    this.#words = words
  }

  get focus(): readonly string[] {
    return this.#focus
  }

  /** A heading: what was about to be opened is forgotten, and the heading's own objects come. */
  heading(text: string) {
    this.#opened.clear()
    const mentions = this.#words.objects(text)
    if (mentions.length > 0) this.#focus = []
    this.step(text, mentions, false)
  }

  /** A sentence that leads to settings: "Create a second group:", "click **Create client**". */
  step(text: string, mentions = this.#words.objects(text), byButton = false) {
    if (mentions.length === 0) return
    const verb = creating.exec(text)
    const after = verb ? mentions.filter(({ end }) => end > verb.index) : []
    const made = after.length > 0 || !verb || !byButton ? after : mentions.slice(-1)
    for (const { kind } of made) {
      const open = this.#opened.get(kind)
      if (!open || !byButton) this.#opened.set(kind, { byButton })
    }
    const about = made.length > 0 ? made : mentions.toReversed()
    this.#focus = [...new Set([...about.map(({ kind }) => kind), ...this.#focus])]
  }

  /** The end of a list: a button that opened nothing was only pressed. */
  listEnds() {
    for (const [kind, { byButton }] of this.#opened) if (byButton) this.#opened.delete(kind)
  }

  /** The object that a setting with this label is entered in. A name entered twice makes a second object. */
  place(label: Named | undefined): ObjectRef {
    const kind = label?.object ?? this.#focus[0] ?? this.#words.defaultKind()
    const known = this.#counts.get(kind) ?? 0
    const filled = this.#filled.get(`${kind}-${known}`)
    const named =
      label !== undefined && label.field === this.#words.nameLabel(kind)?.field && filled?.has(label.field)
    if (known === 0 || this.#opened.has(kind) || (named && kind !== this.#words.defaultKind()))
      this.#counts.set(kind, known + 1)
    this.#opened.delete(kind)
    const ordinal = this.#counts.get(kind) ?? 1
    const key = `${kind}-${ordinal}`
    if (label) this.#filled.set(key, (this.#filled.get(key) ?? new Set()).add(label.field))
    return { kind, ordinal }
  }

  /** The object that something is read from: none is opened by that. */
  refer(label: Named | undefined): ObjectRef {
    const kind = label?.object ?? this.#focus[0] ?? this.#words.defaultKind()
    return { kind, ordinal: this.#counts.get(kind) ?? 1 }
  }

  /** A new object of this kind, whatever stood before: "create the groups `a`, `b`". */
  open(kind: string) {
    this.#opened.set(kind, { byButton: false })
  }
}

export type BothObjects = Record<Side, Objects>
