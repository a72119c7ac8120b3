import { relative, sep } from 'node:path'
import type { Root } from 'mdast'
import type { VFile } from 'vfile'
import { VFileMessage } from 'vfile-message'
import { expand } from './expand/expand.ts'
import { readFrom } from './parse/cache.ts'
import { Source } from './parse/source.ts'

export interface RemarkGuideOptions {
  /** The project's root; the vfile's working directory unless given. */
  root?: string
}

/**
 * Inlines partials with their parameters before any other plugin sees the tree, so that contents lists, anchors, the
 * page and the plan agree. Give it to Docusaurus as one of `beforeDefaultRemarkPlugins`.
 */
export function remarkGuide(options: RemarkGuideOptions = {}) {
  return (tree: Root, file: VFile): Root => {
    const root = options.root ?? file.cwd
    const text = String(file.value)
    const page = {
      source: new Source(relative(root, file.path).split(sep).join('/'), text),
      edited: { text, toSource: (offset: number) => offset, verbatim: () => true },
      root: tree,
      format: 'mdx' as const,
    }
    try {
      const expanded = expand(page, readFrom(root))
      file.data.guideSources = [...expanded.sources.keys()]
      return expanded.root
    } catch (error) {
      if (error instanceof VFileMessage) file.messages.push(error)
      throw error
    }
  }
}
