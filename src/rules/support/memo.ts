/** Remembers the result for an object: dozens of rules ask the same of one plan. */
export function oncePer<A extends object, R>(compute: (a: A) => R): (a: A) => R {
  const known = new WeakMap<A, { result: R }>()
  return (a) => {
    const found = known.get(a) ?? { result: compute(a) }
    known.set(a, found)
    return found.result
  }
}

/** The same for two objects, a plan and what it is judged against. */
export function oncePerPair<A extends object, B extends object, R>(
  compute: (a: A, b: B) => R,
): (a: A, b: B) => R {
  const known = oncePer((a: A) => oncePer((b: B) => compute(a, b)))
  return (a, b) => known(a)(b)
}
