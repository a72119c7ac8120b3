import type { Place } from '../plan/place.ts'
import type { Value } from '../plan/value.ts'
import type { Edit } from './mutation.ts'
import { flipped, slip } from './text.ts'
import { isUrl, urlMistakes } from './urls.ts'

/** The mistakes that can be made in a value. A reader's own choice has none. */
export function valueMistakes(value: Value, field: string | null): Edit[] {
  switch (value.kind) {
    case 'choice':
      return []
    case 'reference':
      return value.text.startsWith('<')
        ? [{ operator: 'value', place: value.place, after: slip(value.text) }]
        : []
    case 'literal':
    case 'template':
      return textMistakes(value.text, value.place, field)
    case 'list':
      return value.items.flatMap((item) => valueMistakes(item, field))
    case 'map':
      return value.entries.flatMap((entry) => [...named('group', entry.from), ...named('group', entry.to)])
  }
}

function textMistakes(text: string, place: Place, field: string | null): Edit[] {
  if (text === '') return []
  if (isUrl(text)) return urlMistakes(text).map((mistake) => ({ ...mistake, place }))
  const other = flipped(text)
  if (other !== null) return [{ operator: 'switch', place, after: other }]
  if (field?.includes('scope')) return scopeMistakes(text, place)
  if (field?.includes('group')) return [{ operator: 'group', place, after: slip(text) }]
  return [{ operator: 'value', place, after: slip(text) }]
}

/** One scope misspelt; and, where several stand in one text, the last one dropped. */
function scopeMistakes(text: string, place: Place): Edit[] {
  const scopes = text.split(/([\s,|]+)/)
  const misspelt = [...scopes.slice(0, -1), slip(scopes.at(-1) ?? '')].join('')
  const edits: Edit[] = [{ operator: 'scope', place, after: misspelt }]
  if (scopes.length > 1) edits.push({ operator: 'scope', place, after: scopes.slice(0, -2).join('') })
  return edits
}

function named(operator: Edit['operator'], value: Value): Edit[] {
  return value.kind === 'literal' ? [{ operator, place: value.place, after: slip(value.text) }] : []
}
