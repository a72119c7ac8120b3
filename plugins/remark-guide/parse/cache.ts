import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Document, parseDocument } from './document.ts'

/** Reads a file given by its path from the root. Throws when there is none. */
export type ReadFile = (file: string) => string

/** Parsed files by path; one that has changed is parsed anew. */
const parsed = new Map<string, Document>()

export function documentOf(file: string, readFile: ReadFile): Document {
  const text = readFile(file)
  const known = parsed.get(file)
  if (known?.source.text === text) return known
  const document = parseDocument(file, text)
  parsed.set(file, document)
  return document
}

export function readFrom(root: string): ReadFile {
  return (file) => readFileSync(resolve(root, file), 'utf8')
}
