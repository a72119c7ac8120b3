/** Claims of several mappings: dictionaries recurse, lists join with duplicates kept, else the later wins (deepmerge 2.0). */
export function merge(base: unknown, later: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(later)) return [...base, ...later]
  if (!isRecord(base) || !isRecord(later)) return later
  const merged: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(later)) {
    merged[name] = name in merged ? merge(merged[name], value) : value
  }
  return merged
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
