import { readActions } from '../forms/action.ts'
import { readAssignment } from '../forms/assignment.ts'
import { readCaptures } from '../forms/capture.ts'
import { readLabel } from '../forms/label.ts'
import { readMessage } from '../forms/message.ts'
import { readNamed } from '../forms/named.ts'
import { readNavigation } from '../forms/navigation.ts'
import { readPlaceholderItem, readPlaceholders } from '../forms/placeholder.ts'
import { readRedirect } from '../forms/redirect.ts'
import { readSelection } from '../forms/selection.ts'
import { readSet } from '../forms/set.ts'
import { readToggle } from '../forms/toggle.ts'
import { readUrls } from '../forms/url.ts'
import { readUnnamedVersion, readVersionOf, readVersions } from '../forms/version.ts'
import { type Line, readable } from '../text/line.ts'
import { sentencesOf } from '../text/sentences.ts'
import type { Follower } from '../values/followers.ts'
import type { Context, Reading } from './context.ts'

export interface LineOptions {
  /** What stands below the line within the same item, or behind the paragraph. */
  followers: readonly Follower[]
  isItem: boolean
  /** True in a list that a sentence announced as one of placeholders. */
  inPlaceholders: boolean
}

/** Reads one paragraph, item or cell. The followers that are values of it are returned: they are no statements. */
export function readLine(reading: Reading, options: LineOptions): Follower[] {
  const { context, line } = reading
  const whole = line.shape.length
  if (options.inPlaceholders && readPlaceholderItem(reading)) return []
  readVersions(reading, 0, whole, options.isItem)
  if (reading.count === 0) readUnnamedVersion(reading, 0, whole)
  if (reading.count === 0 && context.versionSubject) readVersionOf(reading, context.versionSubject)
  if (reading.count > 0 && options.isItem) return []
  if (context.role === 'troubleshooting') {
    if (options.isItem) readMessage(reading)
    return []
  }
  if (context.role === 'resources') {
    readUrls(reading, 0, whole)
    return []
  }
  if (context.role === 'provider' || context.role === 'application') {
    const assigned = options.isItem && readAssignment(reading)
    const consumed = assigned
      ? []
      : options.isItem || options.followers.length > 0
        ? readLabel(reading, options.followers)
        : null
    if (assigned || consumed) {
      readTail(reading)
      return consumed ?? []
    }
    announce(context, line)
  }
  const nodes: Follower[] = []
  for (const { start, end } of sentencesOf(line.shape)) {
    readPlaceholders(reading, start, end)
    if (context.role === 'provider' || context.role === 'application') {
      const last = end >= whole
      const consumed = readRedirect(reading, start, end, last ? options.followers : [])
      nodes.push(...(consumed ?? []))
      readCaptures(reading, start, end)
      readNavigation(reading, start, end)
      if (last && !consumed) nodes.push(...readSelection(reading, start, end, options.followers))
      readSet(reading, start, end)
      readToggle(reading, start, end)
      readNamed(reading, start, end)
      readActions(reading, start, end)
    } else if (context.role === 'verification') {
      readNavigation(reading, start, end)
      readActions(reading, start, end)
    } else readNavigation(reading, start, end)
    readUrls(reading, start, end)
  }
  return nodes
}

/** A label's own line may go on: "…, and click **Next**", addresses in an explanation. */
function readTail(reading: Reading) {
  const { line } = reading
  readNavigation(reading, 0, line.shape.length)
  readUrls(reading, 0, line.shape.length)
}

/** Tells the objects of the side what the sentence is about, before its settings are read. */
function announce(context: Context, line: Line) {
  const text = readable(line).text.replaceAll('\n', ' ')
  const button = /\b(?:click|press|hit|select)\b/i.test(text)
  const leads =
    /:\s*$/.test(line.shape) || button || /\b(?:creat|add|make|open|navigate|new)\w*\b/i.test(text)
  if (leads) context.objects[context.side].step(text, undefined, button)
}
