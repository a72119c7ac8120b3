import { kebabCase } from 'change-case'
import { atLeast } from './versions.ts'

/**
 * The slug that the wizard makes of an application's name. Since 2025.6 it is the library's kebab case, which parts words
 * at capital letters too: `NetBird` gives `net-bird`, before it gave `netbird`.
 * Source: web/src/components/ak-slug-input.ts, 2024.12 to 2026.5.
 */
export function slugify(name: string, version: string): string {
  if (atLeast(version, '2025.6.0')) return kebabCase(name, { suffixCharacters: '-' })
  return name
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/[^\w-]+/g, '')
}
