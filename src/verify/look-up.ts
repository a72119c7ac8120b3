import type { Catalogue, LookedUp } from '../plan/catalogue.ts'
import type { Since, Vocabulary } from '../plan/vocabulary.ts'
import { nearest } from '../rules/support/near.ts'
import { existsIn, lifetime } from '../rules/support/versions.ts'
import { textsOfVocabulary } from './screen-texts.ts'

/** A text about which a vocabulary and a product disagree. */
export interface Disagreement {
  text: string
  problem: 'missing' | 'early'
  message: string
}

/** Looks each text of a vocabulary up. Only these are shipped: a product's whole catalogue is thousands. */
export function lookUp(vocabulary: Vocabulary, catalogue: Catalogue): LookedUp {
  const texts = [...new Set(textsOfVocabulary(vocabulary).map(({ text }) => text))].sort()
  return {
    version: catalogue.version,
    shown: texts.filter((text) => catalogue.shows(text) === true),
    absent: texts.filter((text) => catalogue.shows(text) === false),
  }
}

/** Texts that the vocabulary claims for this version and the product lacks, or that it shows though the vocabulary says it does not. */
export function disagreements(vocabulary: Vocabulary, catalogue: Catalogue): Disagreement[] {
  const { version } = catalogue
  const moments = momentsOf(version)
  const words = Map.groupBy(textsOfVocabulary(vocabulary), ({ text }) => text)
  return [...words].flatMap(([text, claims]): Disagreement[] => {
    const [always, never] = claimedAt(claims, moments)
    const shown = catalogue.shows(text)
    if (always && shown === false) {
      const near = nearest(text, catalogue.texts())
      const hint = near === undefined ? '' : `, the nearest text is "${near}"`
      return [{ text, problem: 'missing', message: `${version} shows no "${text}"${hint}` }]
    }
    if (never && shown === true && !claims.some(({ elsewhere }) => elsewhere)) {
      const said = claims.map(lifetime).join('; ')
      return [{ text, problem: 'early', message: `${version} shows "${text}", said to exist ${said}` }]
    }
    return []
  })
}

/** A release candidate stands between two releases: it may show what either of them does. */
function momentsOf(version: string): string[] {
  const [release = version, candidate] = version.split('-')
  return candidate === undefined ? [version] : [`${release}-0`, release]
}

function claimedAt(claims: readonly Since[], moments: readonly string[]): [always: boolean, never: boolean] {
  const claimed = moments.map((moment) => claims.some((claim) => existsIn(claim, moment)))
  return [!claimed.includes(false), !claimed.includes(true)]
}
