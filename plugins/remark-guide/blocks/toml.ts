import { parse, TomlError } from 'smol-toml'
import { parseIni } from './dotenv.ts'
import type { Parsed } from './entry.ts'

/** Whether it is TOML is the library's word; where its keys stand is read line by line, since the library keeps no ranges. */
export function parseToml(text: string): Parsed {
  const { entries } = parseIni(text)
  try {
    parse(text)
    return { entries }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const lines = text.split('\n')
    const before = lines.slice(0, error.line - 1).reduce((sum, line) => sum + line.length + 1, 0)
    const from = Math.min(before + error.column - 1, text.length)
    const reason = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '')
    return { entries, fault: { reason, from, to: Math.min(from + 1, text.length) } }
  }
}
