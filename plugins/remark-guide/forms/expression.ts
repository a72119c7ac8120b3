import type { Code } from 'mdast'
import { blockText } from '../blocks/block.ts'
import type { Context, Reading } from '../extract/context.ts'
import { runAt } from '../text/line.ts'
import { type Mapped, placeOf } from '../text/mapped.ts'
import type { Follower } from '../values/followers.ts'
import { labelOf } from './label.ts'

/** "**Expression**:" with a fence below or code behind; the fence is returned, as it is no block of its own. */
export function readExpression(reading: Reading, followers: readonly Follower[]): Follower[] | null {
  const { context, line } = reading
  const found = labelOf(reading, followers)
  if (!found) return null
  const known = context.label(found.label.text)
  if (known?.type !== 'code' && !/\bexpression\b/i.test(found.label.text)) return null
  const fence = followers.find((node) => node.type === 'code')
  if (fence && !/\S/.test(line.shape.slice(found.end).replace(/[^\p{L}\p{N}\ue800-\uefff]/gu, ''))) {
    const text = blockText(fence, context)
    reading.add(found.at, draft(context, found.label.text, text, reading), found.run)
    return [fence]
  }
  const code = line.runs.find((run) => run.kind === 'code' && run !== found.run)
  if (!code) return null
  reading.add(
    found.at,
    draft(context, found.label.text, code.text, reading),
    found.run,
    runAt(line, line.shape[found.at]),
    code,
  )
  return []
}

/** A fence of Python at the provider that no label announces. */
export function readLooseExpression(node: Code, context: Context): boolean {
  if (context.role !== 'provider' || !/^py(?:thon)?$/i.test(node.lang ?? '')) return false
  const label = context.own.vocabulary.labels.find(({ type }) => type === 'code')
  const text = blockText(node, context)
  const place = placeOf(text)
  if (!place) return false
  context.add(draft(context, label?.text ?? 'Expression', text, { place }))
  return true
}

function draft(context: Context, label: string, text: Mapped, { place }: Pick<Reading, 'place'>) {
  const known = context.label(label)
  return {
    kind: 'expression' as const,
    side: context.side,
    language: 'python' as const,
    place: placeOf(text) ?? place,
    label,
    field: known?.field ?? null,
    object: context.objects[context.side].place(known),
    text: text.text,
  }
}
