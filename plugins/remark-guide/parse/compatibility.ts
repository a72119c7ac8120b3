import type { Edit } from './edits.ts'

/*
 * What Docusaurus makes of a text before it hands it to MDX (mdx1Compat, @docusaurus/mdx-loader 3.10), and what Hugo
 * makes of site variables. Done line by line, with the places remembered.
 */

const admonition = /^([> \t]*)(:{3,})([a-z]+)[ \t]+(?![[{ \t])(.*)$/
const headingId = /^#{1,6} .*?(\{#[\w-]+\})[ \t]*$/
const fence = /^[> \t]*(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})([^`]*)$/

/** `:::info Title` becomes `:::info[Title]`, and in MDX `{#id}` of a heading becomes `\{#id}`; neither inside fences. */
export function docusaurusEdits(text: string, format: 'md' | 'mdx'): Edit[] {
  const edits: Edit[] = []
  let open: string | null = null
  let at = 0
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const [, ticks] = (line.includes('```') || line.includes('~~~') ? fence.exec(line) : null) ?? []
    if (ticks !== undefined && open === null) open = ticks
    else if (ticks !== undefined && open !== null && ticks.startsWith(open)) open = null
    else if (open === null && line.includes(':::')) {
      const [, quote = '', colons = '', name = '', title] = admonition.exec(line) ?? []
      if (title !== undefined) {
        const start = at + quote.length + colons.length + name.length
        edits.push({ start, end: start + line.slice(start - at).length, text: `[${title.trim()}]` })
      }
    } else if (open === null && format === 'mdx' && line.startsWith('#') && line.includes('{#')) {
      const [, id] = headingId.exec(line) ?? []
      const start = at + line.lastIndexOf('{#')
      if (id !== undefined) edits.push({ start, end: start, text: '\\' })
    }
    at += raw.length + 1
  }
  return edits
}

const shortcode = /\{\{[<%]\s*sitevar\s([^{}]*?)[>%]\}\}/g
const attribute = /\b(\w+)=\\?"([^"\\]*)\\?"/g

/** `{{< sitevar name="domain" nojs="example.com" >}}` becomes its default, in prose, code and fences alike. */
export function siteVariableEdits(text: string): Edit[] {
  if (!text.includes('sitevar')) return []
  return [...text.matchAll(shortcode)].flatMap((match) => {
    const attributes = new Map(
      [...(match[1] ?? '').matchAll(attribute)].map(([, name, value]) => [name, value]),
    )
    const value = attributes.get('nojs')
    if (value === undefined) return []
    return [{ start: match.index, end: match.index + match[0].length, text: value }]
  })
}
