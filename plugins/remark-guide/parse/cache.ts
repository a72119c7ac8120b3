import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Document, parseDocument } from './document.ts'

/** Reads a file given by its path from the root. Throws when there is none. */
export type ReadFile = (file: string) => string

/** Parsed files by path, the one that was asked for last at the end; one that has changed is parsed anew. */
const parsed = new Map<string, Document>()
/** Files that are kept: the partials of many guides, and not every page of a thousand. */
const most = 500

export function documentOf(file: string, readFile: ReadFile): Document {
  const text = readFile(file)
  const known = parsed.get(file)
  const document = known?.source.text === text ? known : parseDocument(file, text)
  parsed.delete(file)
  parsed.set(file, document)
  if (parsed.size > most) parsed.delete(parsed.keys().next().value!)
  return document
}

export function readFrom(root: string): ReadFile {
  return (file) => readFileSync(resolve(root, file), 'utf8')
}
