const byExtension: Record<string, string> = {
  env: 'dotenv',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
  json5: 'json',
  toml: 'toml',
  ini: 'ini',
  cfg: 'ini',
  conf: 'conf',
  php: 'php',
  py: 'python',
  rb: 'ruby',
  js: 'javascript',
  ts: 'javascript',
  xml: 'xml',
  properties: 'properties',
  tf: 'hcl',
  sh: 'shell',
}

const byLabel: Record<string, string> = {
  env: 'dotenv',
  dotenv: 'dotenv',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
  jsonc: 'json',
  toml: 'toml',
  ini: 'ini',
  properties: 'properties',
  python: 'python',
  py: 'python',
  sh: 'shell',
  bash: 'shell',
  shell: 'shell',
  zsh: 'shell',
  console: 'shell',
  powershell: 'shell',
  text: 'text',
  txt: 'text',
  plain: 'text',
  plaintext: 'text',
}

const assignment = /^(?:export\s+)?[A-Za-z_][A-Za-z0-9_.]*\s?=/
const php = /^\s*(?:<\?php|\$[A-Za-z_]\w*(?:->|\[|\s*=))/

/** The language of a block: by the name of its file, else by its content, else by its label. */
export function languageOf(text: string, declared: string | null, destination: string | null): string {
  const extension = /\.([a-z0-9]+)$/i.exec(destination ?? '')?.[1]?.toLowerCase()
  const named = extension === undefined ? undefined : byExtension[extension]
  if (named) return named
  return languageOfContent(text, declared) ?? languageOfLabel(declared) ?? 'text'
}

export function languageOfLabel(declared: string | null): string | undefined {
  if (declared === null) return undefined
  return byLabel[declared.toLowerCase()] ?? declared.toLowerCase()
}

function languageOfContent(text: string, declared: string | null): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(?:#|;|\/\/)/.test(line))
  const [first] = lines
  if (first === undefined) return undefined
  if (php.test(first)) return 'php'
  const label = languageOfLabel(declared)
  if (
    lines.every((line) => assignment.test(line)) &&
    label !== 'toml' &&
    label !== 'python' &&
    label !== 'ini' &&
    label !== 'properties'
  )
    return 'dotenv'
  if (/^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text) && (label === undefined || label === 'text'))
    return parses(text) ? 'json' : undefined
  const keyed = lines.filter(
    (line) => /^\s*(?:- )?["']?[\w./-]+["']?\s*:(?:\s|$)/.test(line) || /^\s*- /.test(line),
  )
  if ((label === undefined || label === 'text') && keyed.length === lines.length) return 'yaml'
  return undefined
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
