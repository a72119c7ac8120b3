import { posix } from 'node:path'
import type { Root, RootContent } from 'mdast'
import type { MdxjsEsm } from 'mdast-util-mdx'

export interface Imports {
  /** Component name to the partial's path from the root. */
  partials: Map<string, string>
  /** What is left of the tree's imports and exports once those of partials are consumed. */
  rest: MdxjsEsm[]
}

/** Finds `import Client from '../_partials/client.mdx'`; `file` is the importing file's path from the root. */
export function importsOf(root: Root, file: string): Imports {
  const partials = new Map<string, string>()
  const rest: MdxjsEsm[] = []
  for (const node of root.children) {
    if (node.type !== 'mdxjsEsm') continue
    const program = node.data?.estree
    const base = node.position?.start.offset ?? 0
    const kept = (program?.body ?? []).filter((statement) => {
      if (statement.type !== 'ImportDeclaration') return true
      const path = statement.source.value
      const [specifier] = statement.specifiers
      if (typeof path !== 'string' || !/\.mdx?$/.test(path)) return true
      if (specifier?.type !== 'ImportDefaultSpecifier') return true
      partials.set(specifier.local.name, resolvePartial(path, file))
      return false
    })
    if (!program || kept.length === program.body.length) {
      rest.push(node)
    } else if (kept.length > 0) {
      const value = kept
        .map((one) => {
          const { start = 0, end = 0 } = one as { start?: number; end?: number }
          return node.value.slice(start - base, end - base)
        })
        .join('\n')
      rest.push({ ...node, value, data: { ...node.data, estree: { ...program, body: kept } } })
    }
  }
  return { partials, rest }
}

/** Relative to the importing file; `@site/` is the root, as in Docusaurus. */
function resolvePartial(path: string, file: string): string {
  return path.startsWith('@site/')
    ? posix.normalize(path.slice('@site/'.length))
    : posix.normalize(posix.join(posix.dirname(file), path))
}

/** A relative address of a partial, as the page that includes it has to write it. */
export function rebase(url: string, from: string, page: string): string {
  if (from === page || !/^\.{1,2}\//.test(url)) return url
  const target = posix.join(posix.dirname(from), url)
  const relative = posix.relative(posix.dirname(page), target)
  return relative.startsWith('.') ? relative : `./${relative}`
}

export function isEsm(node: RootContent): node is MdxjsEsm {
  return node.type === 'mdxjsEsm'
}
