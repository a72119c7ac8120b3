import type { Nodes, Root } from 'mdast'
import type { Mention } from '../../../src/plan/plan.ts'
import { lineOf, readable, type Texts } from '../text/line.ts'
import { placeOf } from '../text/mapped.ts'

const name = String.raw`[\p{L}][\p{L}\d-]*`
const capital = String.raw`\p{Lu}[\p{L}\d-]*`
const owned = 'instance|installation|deployment|server|host|realm|tenant|dashboard|console|domain'
const handed = 'id|secret|slug|key|issuer|credentials|url|endpoint'

/** "your Keycloak", "your Pocket ID instance", "the Client ID from authentik". */
const forms = [
  new RegExp(String.raw`\b[Yy]our\s+(?:own\s+|existing\s+)?(${name}(?:\s${name})?)\s+(?:${owned})\b`, 'gu'),
  new RegExp(String.raw`\b[Yy]our\s+(?:own\s+|existing\s+)?(${capital}(?:\s${capital})?)`, 'gu'),
  new RegExp(String.raw`\b(?:${handed})s?\s+(?:from|of)\s+(${name}(?:\s${capital})?)`, 'giu'),
]
/** Most paragraphs have none of these words. */
const worthReading = /\b(?:your|from|of)\b/i

/** Names in sentences that speak of a product as the reader's own, in document order, each once. */
export function mentionsIn(root: Root, texts: Texts): Mention[] {
  const found: Mention[] = []
  for (const node of linesIn(root)) {
    if (!node.children.some((child) => child.type === 'text' && worthReading.test(child.value))) continue
    const sentence = readable(lineOf(node.children, texts))
    const spots = forms.flatMap((form) =>
      [...sentence.text.matchAll(form)].map((match) => {
        const text = match[1] ?? ''
        return { text, at: match.index + match[0].lastIndexOf(text) }
      }),
    )
    for (const { text, at } of spots.toSorted((a, b) => a.at - b.at)) {
      const place = placeOf(sentence, at, at + text.length)
      const known = found.some(
        (one) => one.place.file === place?.file && one.place.start.offset === place.start.offset,
      )
      if (place && !known) found.push({ text: text.replace(/\s+/g, ' '), place })
    }
  }
  return found
}

/** Paragraphs and cells, in document order. */
function* linesIn(node: Nodes): Generator<Extract<Nodes, { type: 'paragraph' | 'tableCell' }>> {
  if (node.type === 'paragraph' || node.type === 'tableCell') yield node
  else if ('children' in node) for (const child of node.children) yield* linesIn(child)
}
