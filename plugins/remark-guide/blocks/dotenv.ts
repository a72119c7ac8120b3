import type { Parsed, RawEntry } from './entry.ts'

const pair = /^(\s*(?:export\s+|-e\s+)?)([A-Za-z_][A-Za-z0-9_.-]*)(\s*=[ \t]*)(.*?)[ \t\r]*$/

/** `NAME=value` lines. Quotes belong to the language; `#` behind white space begins a comment. */
export function parseDotenv(text: string): Parsed {
  const entries: RawEntry[] = []
  let fault: Parsed['fault']
  let at = 0
  for (const line of text.split('\n')) {
    const match = pair.exec(line)
    if (match) entries.push(entryOf(match, at, line))
    else if (!/^\s*(?:[#;].*|\.{3})?\s*$/.test(line) && !fault)
      fault = { reason: `"${line.trim()}" is no NAME=value`, from: at, to: at + line.length }
    at += line.length + 1
  }
  return fault ? { entries, fault } : { entries }
}

function entryOf(match: RegExpExecArray, at: number, line: string): RawEntry {
  const [, before = '', key = '', equals = '', raw = ''] = match
  const keyFrom = at + before.length
  const start = keyFrom + key.length + equals.length
  const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(raw)
  const comment = quoted ? null : /\s+#\s.*$/.exec(raw)
  const length = quoted ? (quoted[2]?.length ?? 0) : raw.length - (comment?.[0].length ?? 0)
  const valueFrom = start + (quoted ? 1 : 0)
  return {
    key,
    keyFrom,
    keyTo: keyFrom + key.length,
    valueFrom,
    valueTo: valueFrom + length,
    from: keyFrom,
    to: at + line.trimEnd().length,
  }
}

/** `[section]` and `key = value`; keys get their section before a dot. */
export function parseIni(text: string): Parsed {
  const entries: RawEntry[] = []
  let section = ''
  let at = 0
  for (const line of text.split('\n')) {
    const head = /^\s*\[([^\]]+)\]\s*$/.exec(line)
    const match = /^(\s*)([^=:#;\s][^=:]*?)(\s*[=:]\s*)(.*?)\s*$/.exec(line)
    if (head) section = `${head[1]}.`
    else if (match && !/^\s*[#;]/.test(line)) {
      const [, before = '', key = '', equals = '', raw = ''] = match
      const quoted = /^(["'])(.*?)\1(?:\s+[#;].*)?$/.exec(raw)
      const keyFrom = at + before.length
      const valueFrom = keyFrom + key.length + equals.length + (quoted ? 1 : 0)
      const valueTo = valueFrom + (quoted ? (quoted[2]?.length ?? 0) : raw.length)
      entries.push({
        key: section + key,
        keyFrom,
        keyTo: keyFrom + key.length,
        valueFrom,
        valueTo,
        from: keyFrom,
        to: at + line.trimEnd().length,
      })
    }
    at += line.length + 1
  }
  return { entries }
}
