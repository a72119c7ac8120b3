import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The project itself. */
export const project = resolve(import.meta.dirname, '../../..')

/** What is changed by tests is copied, the rest is the project's own. */
const copied = ['docs', 'docusaurus.config.ts', 'sidebars.ts', 'package.json']
const linked = ['src', 'plugins', 'static/img', 'node_modules']

export interface Site {
  root: string
  docs: string
  ledger: string
  read(file: string): string
  /** Each change must find its text. */
  edit(file: string, changes: Record<string, string>): void
  remove(): void
}

/** The project's own site in a temporary folder, with a ledger that is still empty: it can be damaged and built there. */
export function copySite(): Site {
  const root = mkdtempSync(join(tmpdir(), 'site-'))
  mkdirSync(join(root, 'static'))
  for (const name of copied) cpSync(join(project, name), join(root, name), { recursive: true })
  for (const name of linked) symlinkSync(join(project, name), join(root, name))
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  return {
    root,
    docs: join(root, 'docs/integrations'),
    ledger: join(root, 'static/verification'),
    read,
    edit(file, changes) {
      let text = read(file)
      for (const [from, to] of Object.entries(changes)) {
        if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`)
        text = text.replace(from, () => to)
      }
      writeFileSync(join(root, file), text)
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
