import type { Place } from '../plan/place.ts'
import type { Fact, FactKind } from '../plan/plan.ts'

/** One deliberate mistake in one guide: the text at `place` becomes `after`. */
export interface Mutation {
  fact: string
  factKind: FactKind
  operator: OperatorName
  place: Place
  before: string
  after: string
  /** What a deleted line is missing from: that it is gone can be said there only, at the beginning of the block. */
  block?: Place
}

/** The kinds of mistakes that the history of public guides shows. */
export type OperatorName =
  | 'value'
  | 'slash'
  | 'scheme'
  | 'host'
  | 'slug'
  | 'switch'
  | 'scope'
  | 'group'
  | 'label'
  | 'key'
  | 'line'
  | 'expression'
  | 'menu'
  | 'button'
  | 'message'
  | 'capture'
  | 'placeholder'
  | 'version'

/** A change of text, not yet tied to its fact. */
export type Edit = Pick<Mutation, 'operator' | 'place' | 'after' | 'block'>

/** Proposes the mistakes that can be made in one fact. */
export type Operator<Kind extends FactKind> = (fact: Extract<Fact, { kind: Kind }>) => Edit[]
