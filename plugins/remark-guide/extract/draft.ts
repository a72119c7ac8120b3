import type { Fact } from '../../../src/plan/plan.ts'

type WithoutBase<F> = F extends Fact ? Omit<F, 'id' | 'role' | 'section' | 'variant'> : never

/** A fact before the extractor adds what it knows of the section that it stands in. */
export type Draft = WithoutBase<Fact>
