import { relative, resolve, sep } from 'node:path'
import { parse } from 'yaml'
import type { Plan } from '../../src/plan/plan.ts'
import type { Vocabulary } from '../../src/plan/vocabulary.ts'
import { type Expanded, expand } from './expand/expand.ts'
import { Context } from './extract/context.ts'
import { mentionsIn } from './extract/mentions.ts'
import { walk } from './extract/walk.ts'
import { documentOf, type ReadFile, readFrom } from './parse/cache.ts'
import { wordsOf } from './vocabulary/words.ts'

export interface ExtractOptions {
  /** The guide; absolute or relative to `root`. */
  file: string
  /** The project's root: places are relative to it. */
  root: string
  /** Reads a file by its path from the root; an overlay replaces text in memory. */
  readFile?: ReadFile
  vocabularies: { provider?: Vocabulary; application?: Vocabulary }
  /** From the path (`<application>/<provider>.mdx`) unless given. */
  application?: string
  provider?: string
}

/**
 * Reads a guide into a plan. Throws a VFileMessage, with its place, where the guide cannot be composed: a partial that
 * is missing or includes itself, a parameter that is no text.
 */
export function extractPlan({
  file,
  root,
  readFile = readFrom(root),
  vocabularies,
  ...given
}: ExtractOptions): Plan {
  const path = relative(root, resolve(root, file)).split(sep).join('/')
  const ids = idsOf(path)
  const { application = ids.application, provider = ids.provider } = given
  const expanded = expand(documentOf(path, readFile), readFile)
  const context = new Context(expanded, {
    provider: wordsOf(provider, 'provider', vocabularies.provider),
    application: wordsOf(application, 'application', vocabularies.application),
  })
  context.hasSections = expanded.root.children.filter(({ type }) => type === 'heading').length > 1
  walk(expanded.root.children, context, { lead: null, inPlaceholders: false, aside: false })
  noteFaults(expanded, context)
  return {
    schemaVersion: 1,
    guide: `${application}/${provider}`,
    file: path,
    application,
    provider,
    title: titleOf(expanded, context, path),
    facts: context.facts,
    headings: context.headings,
    coverage: context.coverage,
    mentions: mentionsIn(expanded.root, expanded),
    sources: [...expanded.sources.keys()],
  }
}

/** `docs/integrations/netbird/keycloak.mdx`: application `netbird`, provider `keycloak`. */
export function idsOf(path: string): { application: string; provider: string } {
  const [name = '', folder = ''] = path.split('/').reverse()
  return { application: folder, provider: name.replace(/\.mdx?$/, '') }
}

function titleOf({ root }: Expanded, context: Context, path: string): string {
  const matter = root.children.find((node) => node.type === 'yaml')
  try {
    const data: unknown = matter?.type === 'yaml' ? parse(matter.value, { logLevel: 'error' }) : null
    if (typeof data === 'object' && data !== null && 'title' in data && typeof data.title === 'string')
      return data.title
  } catch {
    // Front matter that does not parse is the host's to report; the title has other sources.
  }
  return context.headings.find(({ depth }) => depth === 1)?.text ?? context.headings[0]?.text ?? path
}

/** What kept a file from being read as MDX is listed: its elements were read as text. */
function noteFaults({ sources }: Expanded, context: Context) {
  for (const [file, { source, fault }] of sources) {
    if (!fault) continue
    const point = source.point(fault.offset)
    const place = { file, start: point, end: point, includes: [] }
    context.coverage.statements += 1
    context.coverage.notUnderstood.push({ text: `Not valid MDX: ${fault.reason}`, place })
  }
}
