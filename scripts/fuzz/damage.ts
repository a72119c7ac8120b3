import fc from 'fast-check'

/** One thing that goes wrong with a text. `at` and `size` are shares of the text (0 to 1), so that they fit any text. */
export interface Damage {
  kind: keyof typeof damages
  at: number
  size: number
  /** For kinds that put something in: what, and how often. */
  piece: string
  count: number
}

/** Openings without an end, ends without an opening, and characters that editors do not show. */
const pieces = [
  ...['```', '````md', '~~~', '`', '``', '```env title="x.env"', '```python', '    '],
  ...['{', '}', '{props.x}', '{props.children}', '{`${', '{/*', '*/}', '{"', '{#id}', '{...props}'],
  ...[
    '<',
    '>',
    '<Foo',
    '</Foo>',
    '<Foo a={',
    '<Tabs>',
    '</Tabs>',
    '<>',
    '<!--',
    '-->',
    '<props.x />',
    '<br>',
    '<a_b>',
  ],
  ...['|', '| --- |', '| a | b |\n| --- |', '\\|', '---', '+++', '---\ntitle: [\n---', '***', '==='],
  ...[':::', ':::info', ':::info Title', ':::tip[', '::leaf{a=}', ':x[', ':x{', '::::note'],
  ...[
    '[',
    ']',
    '](',
    '](<',
    '![',
    '[^1]',
    '[x]: ',
    '**',
    '*',
    '_',
    '~~',
    '\\',
    '&#0;',
    '&#xD800;',
    '&amp',
    '$',
    '%',
  ],
  ...['- ', '1. ', '> ', '# ', '####### ', '- [ ] ', '* * *', '\t', '- **', '**: `', '**Redirect URI**: '],
  ...[
    'import X from "./x.mdx"',
    'export const a = (',
    "import X from '../_partials/applications/palmr/before.mdx'\n",
  ],
  ...[
    'https://',
    'http://[::1',
    'https://a.company:99999/',
    '//',
    '%zz',
    'https://<realm>',
    '`<`',
    '`<a b c>`',
    '.company',
  ],
  ...['{{< sitevar nojs="a" >}}', '{{< sitevar ', '$x', '=', ': ', '→', ' > ', '=>'],
  ...[
    '\0',
    '\r',
    '\r\n',
    '\n\n',
    '\u2028',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ud800',
    '\udc00',
    '😀',
    'e\u0301',
    'İ',
    'ß',
    'ﬁ',
  ],
]

/** Front matter that is no YAML, or worse. */
const matters = [
  'title: [',
  'title: "',
  'title: &a *a',
  '? ',
  '\ttitle: x',
  'title: x\ntitle: y',
  'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\ntitle: *b',
  '!!js/function "x"',
  'title: {a: }',
  '%YAML 9.9',
  'title: 2026-01-01',
  '- title',
  '"',
]

const damages = {
  deleteLines: lines((all, at, size) => all.toSpliced(at, size)),
  duplicateLines: lines((all, at, size, { count }) =>
    all.toSpliced(
      at,
      0,
      ...Array.from({ length: Math.min(count, 20) }, () => all.slice(at, at + size)).flat(),
    ),
  ),
  swapLines: lines((all, at, size) => {
    const other = Math.min(all.length - 1, at + size)
    return all.with(at, all[other] ?? '').with(other, all[at] ?? '')
  }),
  indentLines: lines((all, at, size, { count }) =>
    all.map((line, i) => (i >= at && i < at + size ? `${' '.repeat(count)}${line}` : line)),
  ),
  joinLines: lines((all, at, size) => all.toSpliced(at, size, all.slice(at, at + size).join(' '))),
  deleteText: (text, { at, size }) => cut(text, spot(text, at), Math.ceil(size * 40), ''),
  replaceText: (text, { at, size, piece }) => cut(text, spot(text, at), Math.ceil(size * 10), piece),
  insert: (text, { at, piece }) => cut(text, spot(text, at), 0, piece),
  /** As a hand would do it: right before or after a mark that means something. */
  insertAtMark: (text, { at, size, piece }) =>
    cut(text, markAfter(text, spot(text, at)) + Math.round(size), 0, piece),
  insertLine: lines((all, at, _, { piece }) => all.toSpliced(at, 0, piece)),
  repeat: (text, { at, piece, count }) => cut(text, spot(text, at), 0, piece.repeat(count)),
  nestQuotes: lines((all, at, _, { count }) =>
    all.toSpliced(at, 0, `${'> '.repeat(count)}- **Name**: \`x\``),
  ),
  nestLists: lines((all, at, _, { count }) =>
    all.toSpliced(
      at,
      0,
      ...Array.from({ length: count }, (_, i) => `${'  '.repeat(i)}- **Label ${i}**: \`v\``),
    ),
  ),
  nestElements: lines((all, at, _, { count }) =>
    all.toSpliced(at, 0, '<a>'.repeat(count), '</a>'.repeat(count)),
  ),
  longLine: (text, { at, piece, count }) => cut(text, spot(text, at), 0, `${piece}word `.repeat(count * 40)),
  cutOff: (text, { at }) => text.slice(0, spot(text, at)),
  cutOffInFence: (text, { at }) => {
    const fence = text.indexOf('```', spot(text, at))
    return fence === -1 ? text : text.slice(0, fence + 3 + Math.round(at * 40))
  },
  frontMatter: (text, { at }) =>
    `---\n${matters[Math.floor(at * (matters.length - 1))]}\n---\n${text.replace(/^---\n[\s\S]*?\n---\n/, '')}`,
  carriageReturns: (text, { at }) => text.replaceAll('\n', at < 0.8 ? '\r\n' : '\r'),
  capitals: lines((all, at, size) =>
    all.map((line, i) => (i >= at && i < at + size ? line.toUpperCase() : line)),
  ),
  typographicMarks: (text) => text.replaceAll('- ', '– ').replaceAll("'", '’').replaceAll('`', 'ˋ'),
  nothingLeft: () => '',
} satisfies Record<string, (text: string, damage: Damage) => string>

const kinds = Object.keys(damages) as Array<Damage['kind']>

/** Evenly spread: places at the ends of a text are no more interesting than others. */
const share = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((part) => part / 10_000)

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: share,
  size: share,
  piece: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  ),
  count: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 13, max: 300 }) },
  ),
})

/** A file, and what goes wrong with it. */
export interface Case {
  /** Index into the files that may be damaged. */
  file: number
  damages: Damage[]
}

/** Always the same ones for the same seed. */
export function cases(files: number, runs: number, seed: number): Case[] {
  const one = fc.record({
    file: fc.nat({ max: files - 1 }),
    damages: fc.array(damage, { minLength: 1, maxLength: 5 }),
  })
  return fc.sample(one, { numRuns: runs, seed })
}

export function apply(text: string, all: readonly Damage[]): string {
  return all.reduce((damaged, one) => damages[one.kind](damaged, one), text)
}

function lines(change: (all: string[], at: number, size: number, damage: Damage) => string[]) {
  return (text: string, damage: Damage) => {
    const all = text.split('\n')
    return change(all, spot(all, damage.at), 1 + Math.floor(damage.size * 8), damage).join('\n')
  }
}

function spot(text: { length: number }, share: number): number {
  return Math.min(Math.max(0, text.length - 1), Math.floor(share * text.length))
}

function markAfter(text: string, at: number): number {
  const found = text.slice(at).search(/[`*<{[|:]/)
  return found === -1 ? at : at + found
}

function cut(text: string, at: number, length: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at + length)
}
