/** `[start, end)` of each sentence of a shape: a full stop, white space, and something that can begin a sentence. */
export function sentencesOf(shape: string): Array<{ start: number; end: number }> {
  const found: Array<{ start: number; end: number }> = []
  let start = 0
  for (let i = 0; i < shape.length; i += 1) {
    const c = shape[i]
    if (c !== '.' && c !== '!' && c !== '?') continue
    let next = i + 1
    while (shape[next] === ' ' || shape[next] === '\t') next += 1
    if (next === i + 1 || next >= shape.length) continue
    if (
      !/[\p{Lu}\ue000-\uf7ff"'(]/u.test(shape[next] ?? '') ||
      /\b(?:e\.g|i\.e|etc|vs)$/.test(shape.slice(Math.max(0, i - 4), i))
    )
      continue
    found.push({ start, end: i + 1 })
    start = next
  }
  if (start < shape.length) found.push({ start, end: shape.length })
  return found
}
