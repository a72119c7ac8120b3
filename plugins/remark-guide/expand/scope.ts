import type { Nodes, RootContent } from 'mdast'
import { VFileMessage } from 'vfile-message'
import type { ReadFile } from '../parse/cache.ts'
import type { Document } from '../parse/document.ts'
import { range } from '../parse/document.ts'
import { type Mapped, type Origin, placeOfSpot } from '../text/mapped.ts'

/** What one inclusion knows: where its nodes come from, what it imported, what was handed to it. */
export interface Scope {
  origin: Origin
  /** Component name to the partial's path from the root. */
  imports: ReadonlyMap<string, string>
  parameters: ReadonlyMap<string, Mapped>
  /** The nodes between the element's tags, expanded in the scope that wrote them; anew at each call. */
  children: () => Nodes[]
  shared: Shared
}

/** What all inclusions of one page share. */
export interface Shared {
  readFile: ReadFile
  /** Set for every node of the expanded tree. */
  origins: WeakMap<Nodes, Origin>
  /** Texts of code with parameters in it; other code is found in its file. */
  texts: WeakMap<Nodes, Mapped>
  /** Imports of other things than partials, which belong to the page once the partial has gone. */
  hoisted: RootContent[]
  /** Everything that was read, by its path from the root, the page first. */
  sources: Map<string, Document>
}

/** A fault of the guide that makes its expansion impossible, with its place in the file that it stands in. */
export function faultAt(node: Nodes, origin: Origin, reason: string): VFileMessage {
  const place = placeOfSpot({ origin, ...range(node) })
  const message = new VFileMessage(reason, { place, source: 'remark-guide', ruleId: 'partial' })
  message.file = place.file
  message.fatal = true
  return message
}
