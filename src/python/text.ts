import type { SyntaxNode } from '@lezer/common'
import type { Range } from './literal.ts'

export interface Text {
  value: string
  /** Between the quotes, where the text is one string. */
  inner: Range | null
}

const opening = /^([a-z]{0,2})("""|'''|"|')/i

/** Whether a string as it stands in the text ends with the quotes that it begins with. */
export function isClosed(raw: string): boolean {
  const [whole = '', , quote = ''] = opening.exec(raw) ?? []
  return raw.length >= whole.length + quote.length && raw.endsWith(quote)
}

/** The text of a string or of several side by side; null for bytes and f-strings, which are no text yet. */
export function textOf(node: SyntaxNode, source: string): Text | null {
  if (node.name === 'ContinuedString') {
    const parts: Text[] = []
    for (let child = node.firstChild; child; child = child.nextSibling) {
      const part =
        child.name === 'Comment' ? undefined : child.name === 'String' ? textOf(child, source) : null
      if (part === null) return null
      if (part) parts.push(part)
    }
    return { value: parts.map(({ value }) => value).join(''), inner: null }
  }
  const raw = source.slice(node.from, node.to)
  const [whole, prefix = '', quote = ''] = opening.exec(raw) ?? []
  if (whole === undefined || /[bft]/i.test(prefix)) return null
  const inner = { from: node.from + whole.length, to: node.to - quote.length }
  const text = source.slice(inner.from, inner.to)
  return { value: /r/i.test(prefix) ? text : unescaped(text), inner }
}

const single: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
}

/** Python language reference, 2.4.1 "Escape sequences"; an unknown one stays as it is. */
function unescaped(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-7]{1,3})|([\s\S]))/gi,
    (whole, two, four, eight, octal, other) => {
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
      const code = two ?? four ?? eight
      return code === undefined ? (single[other] ?? whole) : String.fromCodePoint(Number.parseInt(code, 16))
    },
  )
}
