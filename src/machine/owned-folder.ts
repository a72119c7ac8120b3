import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './processes.ts'

const pattern = /^touchstone-(\d+)-/

/**
 * A temporary folder that goes with this process. Its name says whose it is: what a killed process left behind is
 * removed by the next one that needs a folder, together with the services whose ids it wrote to `*.pid` in it.
 */
export function ownedFolder(): string {
  removeOrphans()
  const made = mkdtempSync(join(tmpdir(), `touchstone-${process.pid}-`))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  return made
}

/** Temporary folders whose processes live no more. */
export function orphanedFolders(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => {
      const owner = pattern.exec(name)?.[1]
      return owner !== undefined && !isAlive(Number(owner))
    })
    .map((name) => join(tmpdir(), name))
}

function removeOrphans() {
  for (const folder of orphanedFolders()) {
    for (const file of globSync(join(folder, '*.pid'))) endService(Number(readFileSync(file, 'utf8')), folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Ends a process that was started to work in the folder. Its command must name the folder: ids are used again. */
function endService(pid: number, folder: string) {
  const command = `/proc/${pid}/cmdline`
  if (pid > 0 && existsSync(command) && readFileSync(command, 'utf8').includes(folder)) process.kill(pid)
}
