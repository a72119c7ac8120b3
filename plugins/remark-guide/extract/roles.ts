import type { SectionRole, Side } from '../../../src/plan/plan.ts'
import type { Words } from '../vocabulary/words.ts'

const fixed: Array<[role: SectionRole, pattern: RegExp]> = [
  [
    'troubleshooting',
    /^(?:\W|\d|step)*(?:troubleshoot|problems?\b|common (?:issues|errors|problems)|known issues|faq|messages of|error messages|when it fails)/i,
  ],
  [
    'verification',
    /^(?:\W|\d|step)*(?:(?:configuration |login |setup )?verif|check\b|test(?!ed)\b|testing|try it|validat|afterwards|confirm)|\bverification\b/i,
  ],
  [
    'resources',
    /^(?:\W|\d)*(?:resources|references?$|further reading|see also|links|more information|sources)/i,
  ],
  [
    'placeholders',
    /^(?:\W|\d|step)*(?:preparation|before you (?:start|begin)|prerequisites?|requirements?|assumptions|placeholders?)\b/i,
  ],
  ['introduction', /^(?:\W|\d)*(?:what is|about\b|introduction|overview|tested versions|summary)/i],
]

const providerWords =
  /\b(?:identity provider|idp|openid provider|oidc client|property mappings?|scope mappings?|provider)\b/i
const applicationWords =
  /\b(?:app(?:lication)? (?:setup|configuration|settings|side)|configure (?:the |your )?app(?:lication)?|web gui|environment variables?)\b/i

/**
 * What the section under this heading is for; `above` is the role of the section that it stands in. The title of a page
 * that has other headings decides nothing.
 */
export function roleOf(
  heading: string,
  depth: number,
  above: SectionRole,
  words: Record<Side, Words>,
  isTitle: boolean,
): SectionRole {
  const sticky = above === 'troubleshooting' || above === 'resources' || above === 'verification'
  if (sticky && depth > 2) return above
  if (isTitle) return 'introduction'
  const role = fixed.find(([, pattern]) => pattern.test(heading))?.[0]
  if (role) return role
  const inSide = above === 'provider' || above === 'application'
  const named = sideNamed(heading, words, inSide)
  if (named) return named
  if (inSide) return above
  if (/^application$/i.test(heading.trim()) || applicationWords.test(heading)) return 'application'
  if (providerWords.test(heading)) return 'provider'
  if (depth > 2 && above !== 'introduction') return above
  return 'application'
}

/** The side whose product the heading names; inside a side only a plain change of it counts. */
function sideNamed(heading: string, words: Record<Side, Words>, inSide: boolean): Side | null {
  const sides: Side[] = ['provider', 'application']
  const where = sides.filter((side) =>
    within(words[side], '\\b(?:in|inside|at|on|within)\\s+(?:the\\s+|your\\s+)?').test(heading),
  )
  if (where.length === 1 && where[0]) return where[0]
  const whole = sides.filter((side) =>
    new RegExp(
      `^(?:step\\s+)?[\\d.):\\s]*(?:${words[side].namePattern.source})(?:$|\\s*[:-]|\\s+(?:configuration|set-?up|side|settings))`,
      'i',
    ).test(heading),
  )
  if (whole.length === 1 && whole[0]) return whole[0]
  const configured = sides.filter((side) =>
    within(words[side], '\\b(?:configur\\w*|set(?:ting)? up|prepare)\\s+(?:the\\s+)?').test(heading),
  )
  if (configured.length === 1 && configured[0] && !inSide) return configured[0]
  if (inSide) return null
  const found = sides
    .map((side) => ({ side, at: heading.search(words[side].namePattern) }))
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => a.at - b.at)
  return found[0]?.side ?? null
}

function within(words: Words, before: string): RegExp {
  return new RegExp(`${before}(?:${words.namePattern.source})`, 'i')
}
