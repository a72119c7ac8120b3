import { hideTokens } from './secrets.ts'

/** What a product wrote last, to follow a message; nothing where nothing is at hand. The product's own words are nobody's to vouch for. */
export function lastLines(product: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  return ['', `The last lines of ${product}:`, ...lines.map((line) => `  ${hideTokens(line)}`)].join('\n')
}
