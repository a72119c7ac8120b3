/**
 * A typing slip: one letter near the middle is doubled or exchanged, so that the word stays a word of the same shape.
 * Deterministic: the same text always gives the same slip.
 */
export function slip(text: string): string {
  const letters = [...text.matchAll(/[A-Za-z]/g)].map((match) => match.index)
  const at = letters[Math.floor(letters.length / 2)]
  if (at === undefined) return `${text}x`
  const letter = text[at] ?? ''
  const other = letter.toLowerCase() === 'x' ? 'y' : 'x'
  return (
    text.slice(0, at) + (letter === letter.toLowerCase() ? other : other.toUpperCase()) + text.slice(at + 1)
  )
}

/** The word for the other position of a switch, written as the guide wrote this one; null when it is no switch. */
export function flipped(text: string): string | null {
  const pairs = [
    ['on', 'off'],
    ['true', 'false'],
    ['enabled', 'disabled'],
    ['yes', 'no'],
    ['enable', 'disable'],
  ]
  const lower = text.toLowerCase()
  for (const [left = '', right = ''] of pairs) {
    const other = lower === left ? right : lower === right ? left : null
    if (other !== null) return like(text, other)
  }
  return null
}

function like(model: string, word: string): string {
  if (model === model.toUpperCase() && model.length > 1) return word.toUpperCase()
  const first = model[0] ?? ''
  return first === first.toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
