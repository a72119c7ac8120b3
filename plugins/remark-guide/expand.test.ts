import { readFileSync } from 'node:fs'
import type { Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { VFileMessage } from 'vfile-message'
import { expect, test } from 'vitest'
import { remarkGuide } from './index.ts'
import { planOf } from './testing/guide.ts'

const root = new URL('fixtures/site', import.meta.url).pathname

function expanded(path: string): { tree: Root; file: VFile } {
  const file = new VFile({ path: `${root}/${path}`, value: readFileSync(`${root}/${path}`, 'utf8') })
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkGuide, { root })
  return { tree: processor.runSync(processor.parse(file), file) as Root, file }
}

test('a page holds the text of its partials, parameters resolved in prose, code, fences and headings', () => {
  const { tree } = expanded('docs/ledger/ostium.mdx')
  expect(textOf(tree)).toMatchInlineSnapshot(
    `"import Badge from '@site/src/Badge'import Tabs from '@theme/Tabs'title: Ledger with OstiumOstium configurationCreate a client in OstiumHello dear Ostium, see more.A paragraph of the page.https://ledger.company/callbackAnd once more: https://ledger.company/callback, ."`,
  )
})

test('imports of partials are consumed, those of components stay, also those of a partial', () => {
  const { tree } = expanded('docs/ledger/ostium.mdx')
  const esm = tree.children.filter((node) => node.type === 'mdxjsEsm').map((node) => node.value)
  expect(esm).toEqual(["import Badge from '@site/src/Badge'", "import Tabs from '@theme/Tabs'"])
})

test('elements of components stay, with their attributes resolved; elements of partials are gone', () => {
  const elements: string[] = []
  visit(expanded('docs/ledger/ostium.mdx').tree, (node) => {
    if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return
    elements.push(`${node.name} ${JSON.stringify(node.attributes.map((one) => one.value))}`)
  })
  expect(elements).toEqual(['Badge ["Ostium"]'])
})

test('a relative link of a partial leads from the page to where it led from the partial', () => {
  const urls: string[] = []
  visit(expanded('docs/ledger/ostium.mdx').tree, 'link', (node) => {
    urls.push(node.url)
  })
  expect(urls).toEqual(['../_partials/more.mdx'])
})

test('the host learns which files a page was made of', () => {
  expect(expanded('docs/ledger/ostium.mdx').file.data.guideSources).toEqual([
    'docs/ledger/ostium.mdx',
    'docs/_partials/client.mdx',
    'docs/_partials/name.mdx',
  ])
})

test.each([
  [
    'a partial that is missing',
    "import A from './a.mdx'\n\n<A />\n",
    '3:1',
    'Cannot read the partial docs/ledger/a.mdx: there is no such file',
  ],
  [
    'a page that includes itself',
    "import A from './ostium.mdx'\n\nText\n\n<A />\n",
    '5:1',
    'docs/ledger/ostium.mdx includes itself',
  ],
  [
    'a parameter that is no text',
    "import A from './b.mdx'\n\n<A x={1 + 1} />\n",
    '3:1',
    'neither a text nor props.name',
  ],
])('%s is a fault with its place', (_, text, place, reason) => {
  const fault = faultOf({ 'docs/ledger/ostium.mdx': text, 'docs/ledger/b.mdx': 'b' })
  expect(`${fault.line}:${fault.column}`).toBe(place)
  expect(fault.file).toBe('docs/ledger/ostium.mdx')
  expect(fault.reason).toContain(reason)
})

test('a circle of partials is a fault in the partial that closes it', () => {
  const fault = faultOf({
    'docs/ledger/ostium.mdx': "import A from './a.mdx'\n\n<A />\n",
    'docs/ledger/a.mdx': "import B from './b.mdx'\n\n<B />\n",
    'docs/ledger/b.mdx': "import A from './a.mdx'\n\nText\n\n<A />\n",
  })
  expect([fault.file, fault.line]).toEqual(['docs/ledger/b.mdx', 5])
})

test('MDX that does not parse is read as Markdown, and the reason is listed', () => {
  const plan = planOf('## Ledger\n\nA < B {\n\n- **Issuer**: `https://ostium.company/`\n')
  expect(plan.facts).toHaveLength(1)
  expect(plan.coverage.notUnderstood).toMatchObject([
    { text: expect.stringContaining('Not valid MDX'), place: { start: { line: 3 } } },
  ])
})

test('so is a partial, and its page is read all the same', () => {
  const plan = planOf({
    'docs/ledger/ostium.mdx': "import A from './a.mdx'\n\n## Ledger\n\n<A />\n\n- **Scopes**: `openid`\n",
    'docs/ledger/a.mdx': 'First\n\nA < B {\n',
  })
  expect(plan.facts).toHaveLength(1)
  expect(plan.coverage.notUnderstood).toMatchObject([
    { place: { file: 'docs/ledger/a.mdx', start: { line: 3 } } },
  ])
})

test('a changed partial is read anew', () => {
  const files = (value: string) => ({
    'docs/ledger/ostium.mdx': "import A from './a.mdx'\n\n## Ledger\n\n<A />\n",
    'docs/ledger/a.mdx': `- **Issuer**: \`${value}\`\n`,
  })
  const read = (value: string) => JSON.stringify(planOf(files(value)).facts)
  expect(read('https://one.company')).toContain('https://one.company')
  expect(read('https://two.company')).toContain('https://two.company')
})

function faultOf(files: Record<string, string>): VFileMessage {
  try {
    planOf(files)
  } catch (error) {
    if (error instanceof VFileMessage) return error
    throw error
  }
  throw new Error('expected a fault')
}
