import { parentPort, workerData } from 'node:worker_threads'
import { readFrom } from '../../plugins/remark-guide/parse/cache.ts'
import { loadRules } from '../../src/rules/index.ts'
import { judge } from './judge.ts'

/*
 * Judges damaged guides, one message at a time, in a thread of its own: what never comes to an end can be ended there.
 * In: the guide, and texts that stand in for files. Out: what became of it.
 */

export interface Asked {
  guide: string
  overlay: Record<string, string>
}

const { root } = workerData as { root: string }
const rules = await loadRules()
const fromDisk = readFrom(root)

parentPort!.on('message', async ({ guide, overlay }: Asked) => {
  parentPort!.postMessage(
    await judge(root, guide, (file) => overlay[file] ?? fromDisk(file), rules, Object.keys(overlay)),
  )
})
parentPort!.postMessage('ready')
