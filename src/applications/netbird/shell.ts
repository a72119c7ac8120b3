/**
 * What bash makes of an assignment when configure.sh sources setup.env (NetBird v0.77.1, infrastructure_files/configure.sh).
 * Only the ways in which guides really lose a value are told apart: no shell is imitated.
 */
export function lossOf(text: string, key: string): string | null {
  const line = text.split('\n').findLast((row) => assignment(row)?.[0] === key)
  if (line === undefined) return null
  const [, raw] = assignment(line) ?? ['', '']
  if (raw.startsWith("'")) return raw.indexOf("'", 1) < 0 ? 'the quote is not closed' : null
  if (/`|\$\(/.test(raw)) return 'bash runs what stands in backticks as a command and keeps its output'
  if (raw.startsWith('"')) return raw.indexOf('"', 1) < 0 ? 'the quote is not closed' : null
  // Angle tokens stand for one word, whatever is written in them.
  const [, rest = ''] = /^\S*\s+(.*)$/.exec(raw.replace(/<[^<>]*>/g, 'token')) ?? []
  if (rest !== '' && !rest.startsWith('#')) {
    return `without quotes bash takes \`${rest.split(' ')[0]}\` for a command and drops the assignment`
  }
  return null
}

/** Name and raw value of `NAME=value` and `export NAME=value`; a blank around the equals sign makes it a command. */
function assignment(row: string): [string, string] | null {
  const [, key, raw] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(row) ?? []
  return key === undefined || raw === undefined ? null : [key, raw.trim()]
}
