import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import {
  addMapping,
  type EncodedSourceMap,
  GenMapping,
  setSourceContent,
  toEncodedMap,
} from '@jridgewell/gen-mapping'
import type { Place, Point } from '../../src/plan/place.ts'
import type { Prepared } from './prepare.ts'

const runtime = new URL('./runtime.ts', import.meta.url).pathname

export interface Suite {
  code: string
  map: EncodedSourceMap
}

/**
 * The test file of a guide. Each step is one line: its beginning maps to the sentence on the page (or to the element
 * that brings the partial in), its call to the sentence itself, in the partial where it stands there.
 * `given` goes to the runtime as it is. `once` is for a run that nobody watches: it does without the guide's partials.
 */
export function suiteOf(prepared: Prepared, root: string, given: object, once = false): Suite {
  const { header, plan } = prepared
  const page = resolve(root, header.file)
  const sources = (plan?.sources ?? [header.file]).map((source) => resolve(root, source))
  const map = new GenMapping({ file: page })
  for (const source of sources) setSourceContent(map, source, readFileSync(source, 'utf8'))

  const lines = [
    `import { describe, openGuide, test } from ${JSON.stringify(runtime)}`,
    // Partials are modules of the guide: a change reruns it, and failures in them get a code frame.
    ...(once ? [] : sources.slice(1)).map((source) => `import ${JSON.stringify(specifier(page, source))}`),
    `const guide = openGuide(${JSON.stringify({ ...given, root })})`,
    `describe(${JSON.stringify(header.guide)}, () => {`,
    `guide.begin()`,
  ]
  const steps = prepared.failure ? [prepared.failure] : prepared.steps
  for (const [index, { title, place }] of steps.entries()) {
    const head = `test(${JSON.stringify(title)}, (context) => `
    lines.push(`${head}guide.run(context, ${index}))`)
    const line = lines.length
    mark(line, 0, pagePoint(place), resolve(root, place.includes[0]?.file ?? place.file))
    mark(line, head.length, place.start, resolve(root, place.file))
  }
  lines.push('})')

  function mark(line: number, column: number, { line: row, column: at }: Point, source: string) {
    addMapping(map, { generated: { line, column }, source, original: { line: row, column: at - 1 } })
  }
  return { code: lines.join('\n'), map: toEncodedMap(map) }
}

/** Where the reader of the page meets the place. */
function pagePoint(place: Place): Point {
  return place.includes[0]?.start ?? place.start
}

function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to)
  return path.startsWith('.') ? path : `./${path}`
}
