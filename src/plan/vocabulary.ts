/**
 * The words that one product uses: handed to the extractor, which knows no product by itself.
 * Versions are half-open: `since` is included, `until` is the first version without it.
 */
export interface Vocabulary {
  /** `authentik`, `technitium`: the folder's name. */
  id: string
  /** Spellings in prose and headings, the product's own first: `['Technitium DNS Server', 'Technitium DNS', 'Technitium']`. */
  names: string[]
  /** How the product calls the things that a guide creates; the extractor opens an object where a heading or step has one of the words. */
  objects: ObjectWord[]
  labels: Label[]
  /** Menu entries, tabs and buttons. */
  controls: Control[]
  /** Tables with these headings are one `map` value. */
  maps: MapWord[]
  /** Configuration files and environment variables. */
  formats: ConfigFormat[]
  /** Names that the product hands out, and their canonical capture names. */
  captures: CaptureWord[]
}

export interface Since {
  since?: string
  until?: string
}

export interface ObjectWord {
  /** Object kind: `client`, `scope_mapping`, `group` … The first of a vocabulary is the default. */
  kind: string
  /** Case-insensitive words or phrases: `['OIDC client', 'client']`. Longest match wins. */
  words: string[]
}

export interface Label extends Since {
  /** Exactly as the product shows it. */
  text: string
  /** Spellings that guides use for it, understood but reported by `labels/renamed`. */
  aliases?: string[]
  /** Paraphrases that are fine: a section's name in a sentence, singular for plural. */
  accepted?: string[]
  object: string
  field: string
  type: 'text' | 'url' | 'boolean' | 'choice' | 'list' | 'secret' | 'code' | 'any' | 'map'
  /** For `choice`: the exact option texts. */
  choices?: Array<{ text: string; value: string; aliases?: string[] } & Since>
  /** True where any value is right, so that changing it changes nothing (a display name). */
  free?: boolean
  /** Other screens have shown the text all along: a product's texts do not tell when this field came or went. */
  elsewhere?: true
  /** Where both positions sign people in: what they differ in, in words. Where one does not, the product's problems say so. */
  preference?: string
}

export interface Control extends Since {
  text: string
  kind: 'menu' | 'tab' | 'button' | 'page' | 'section' | 'option'
  aliases?: string[]
  /** The menu entry above this one, where there is one. */
  under?: string
  /** Menu entries whose page shows it in the versions that are named; says nothing about other pages. */
  on?: string[]
}

export interface MapWord {
  object: string
  field: string
  /** Accepted heading texts of the left and the right column. */
  from: string[]
  to: string[]
}

export interface ConfigFormat {
  /** File names or their ends: `setup.env`, `.env`. Empty for variables that may stand in any environment file. */
  destinations: string[]
  language: 'dotenv' | 'yaml' | 'json' | 'toml' | 'ini' | 'python'
  keys: ConfigKey[]
  /** True when keys outside the list are an error (`blocks/unknown-key`). */
  closed: boolean
}

export interface ConfigKey extends Since {
  /** `NETBIRD_DOMAIN`, or a dotted path in which `[]` stands for any index. */
  key: string
  object: string
  field: string
  type: Label['type']
  /** Separators of a list or map in one string. */
  separator?: string
  /** What the product takes when the line is absent: leaving out a line that says the same changes nothing. */
  default?: string
  free?: boolean
  /** As for labels. */
  preference?: string
}

export interface CaptureWord {
  /** `client_id` */
  name: string
  /** As the product shows it, then spellings of guides. */
  words: string[]
}
