import GithubSlugger from 'github-slugger'
import type { Heading as HeadingNode } from 'mdast'
import { placeOfNode, plainText } from '../text/line.ts'
import { isOptional } from '../vocabulary/fold.ts'
import type { Context } from './context.ts'
import { roleOf } from './roles.ts'

const explicitId = /\s*\\?\{#([\w-]+)\}\s*$/

/** Opens the section under a heading. */
export function readHeading(node: HeadingNode, context: Context) {
  const raw = plainText(node.children, context.texts).text.replace(/\s+/g, ' ').trim()
  const explicit = explicitId.exec(raw)
  const text = explicit ? raw.slice(0, explicit.index) : raw
  context.headings.push({
    text,
    depth: node.depth,
    id: explicit?.[1] ?? new GithubSlugger().slug(text),
    place: placeOfNode(node, context.texts),
    ...(context.variant === undefined ? {} : { variant: context.variant }),
  })
  const path = context.section.path.filter(({ depth }) => depth < node.depth)
  const above = path.at(-1)?.role ?? 'introduction'
  const isTitle = node.depth === 1 && context.hasSections && context.headings.length === 1
  const role = roleOf(text, node.depth, above, context.words, isTitle)
  context.section = {
    role,
    path: [...path, { text, depth: node.depth, role }],
    optional: isOptional(text),
  }
  if (role === 'provider' || role === 'application') context.objects[role].heading(text)
}
