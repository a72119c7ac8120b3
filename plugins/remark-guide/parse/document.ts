import { comment } from '@slorber/remark-comment'
import type { Nodes, Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown, type Extension as TreeExtension } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { directive } from 'micromark-extension-directive'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { mdxjs } from 'micromark-extension-mdxjs'
import { combineExtensions } from 'micromark-util-combine-extensions'
import type { Extension } from 'micromark-util-types'
import { docusaurusEdits, siteVariableEdits } from './compatibility.ts'
import { applyEdits, type Edited } from './edits.ts'
import { Source } from './source.ts'

/** A parsed file. The tree is shared by everybody who includes it and must not be changed. */
export interface Document {
  source: Source
  edited: Edited
  root: Root
  /** How it was parsed in the end: MDX that does not parse is read as plain Markdown. */
  format: 'md' | 'mdx'
  /** Why MDX did not parse, with the offset in the source. */
  fault?: { reason: string; offset: number }
}

const shared = [
  frontmatter(['yaml', 'toml']),
  directive(),
  gfmTable(),
  gfmStrikethrough(),
  gfmTaskListItem(),
] satisfies Extension[]
const sharedTree = [
  frontmatterFromMarkdown(['yaml', 'toml']),
  directiveFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
]
/** HTML comments leave nothing in the tree, as in Docusaurus. */
const commentTree: TreeExtension = {
  enter: {
    comment() {
      this.buffer()
    },
  },
  exit: {
    comment() {
      this.resume()
    },
  },
}
const grammar: Record<'md' | 'mdx', { extensions: Extension[]; mdastExtensions: TreeExtension[] }> = {
  md: { extensions: [combineExtensions(shared)], mdastExtensions: sharedTree.flat() },
  mdx: {
    extensions: [combineExtensions([...shared, mdxjs(), comment as Extension])],
    mdastExtensions: [...sharedTree, mdxFromMarkdown(), commentTree].flat(),
  },
}

/** @param file Path from the project's root; `.md` is plain Markdown, anything else MDX where it parses as such. */
export function parseDocument(file: string, text: string): Document {
  const source = new Source(file, text)
  if (file.endsWith('.md')) return parseAs(source, 'md')
  try {
    return parseAs(source, 'mdx')
  } catch (error) {
    const document = parseAs(source, 'md')
    return { ...document, fault: faultOf(error, document.edited) }
  }
}

function parseAs(source: Source, format: 'md' | 'mdx'): Document {
  const edits = [...docusaurusEdits(source.text, format), ...siteVariableEdits(source.text)]
  const edited = applyEdits(source.text, withoutOverlap(edits))
  return { source, edited, format, root: fromMarkdown(edited.text, grammar[format]) }
}

function withoutOverlap(edits: ReturnType<typeof siteVariableEdits>) {
  let end = -1
  return edits
    .toSorted((a, b) => a.start - b.start)
    .filter((edit) => {
      const free = edit.start >= end
      if (free) end = edit.end
      return free
    })
}

/** Faults of micromark and acorn are vfile messages, which say where. */
function faultOf(error: unknown, edited: Edited): { reason: string; offset: number } {
  const reason = error instanceof Error ? error.message : String(error)
  const place = error instanceof Error && 'place' in error ? error.place : undefined
  const point = isRecord(place) && isRecord(place.start) ? place.start : place
  const offset = isRecord(point) && typeof point.offset === 'number' ? point.offset : 0
  return { reason, offset: edited.toSource(offset) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Offsets of a node in the parsed text. */
export function range(node: Nodes): { start: number; end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}

/** Front matter, which is a part of its own file only. */
export function isMatter(node: { type: string } | undefined): boolean {
  return node?.type === 'yaml' || node?.type === 'toml'
}
