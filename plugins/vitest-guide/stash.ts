import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../../src/machine/owned-folder.ts'
import type { Prepared } from './prepare.ts'

/** A prepared guide on disk: a thousand plans in memory, in the suites' code and in each worker, would be a gigabyte. */
export type Stashed = string & { readonly stashed: unique symbol }

let folder: string | undefined
let count = 0

export function stash(prepared: Prepared): Stashed {
  folder ??= ownedFolder()
  count += 1
  const path = join(folder, `${count}.json`)
  writeFileSync(path, JSON.stringify(prepared))
  return path as Stashed
}

export function unstash(path: Stashed): Prepared {
  return JSON.parse(readFileSync(path, 'utf8')) as Prepared
}
