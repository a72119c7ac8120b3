/** Values of placeholders, by name. */
export type Bindings = Map<string, string>

const placeholder = /\{([a-zA-Z_][^{}"]*)\}/g

/** Placeholders that stand for whole tokens with dots and dashes, or for long encoded text. */
const shapes: Readonly<Record<string, string>> = {
  uuid: '[0-9a-fA-F-]{36}',
  jwt: '[\\w-]+\\.[\\w-]+\\.[\\w-]+',
}

/** Names whose value is known from the start and must be met exactly. */
export const fixed = ['base', 'client_id', 'client_secret', 'sub']

/** Text with its placeholders filled. Throws where one has no value. */
export function fill(template: string, bindings: Bindings): string {
  const filled = template.replace(placeholder, (_whole, name: string) => {
    const value = bindings.get(name)
    if (value === undefined) throw new Error(`nothing supplies {${name}} for a request of this case`)
    return value
  })
  return filled.replace(/base64\((.*)\)/, (_whole, plain: string) => Buffer.from(plain).toString('base64'))
}

/** Text with only those placeholders filled whose value is known from the start. */
export function fillFixed(template: string, bindings: Bindings): string {
  return template.replace(placeholder, (whole, name: string) =>
    fixed.includes(name) ? (bindings.get(name) ?? whole) : whole,
  )
}

/**
 * Whether a text is what the template says; null, or what the placeholders stand for.
 * Values may be written in URL encoding, as they are inside of addresses.
 */
export function read(template: string, text: string, bindings: Bindings): Bindings | null {
  const names: string[] = []
  const parts = template.split(placeholder)
  const pattern = parts.map((part, index) => {
    if (index % 2 === 0) return literal(part)
    const value = fixed.includes(part) ? bindings.get(part) : undefined
    if (value !== undefined) return `(?:${[value, encodeURIComponent(value)].map(literal).join('|')})`
    names.push(part)
    return `(${shapes[part] ?? '[^\\s<>"]+?'})`
  })
  const match = new RegExp(`^${pattern.join('')}$`, 's').exec(text)
  if (!match) return null
  return new Map(names.map((name, index) => [name, decode(match[index + 1] ?? '')]))
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const decode = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
