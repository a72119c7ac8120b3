import type { Place } from './place.ts'
import type { Value } from './value.ts'

/** Everything extracted from one guide. Made by `plugins/remark-guide`, described by `schema.ts`, hashed by `hash.ts`. */
export interface Plan {
  schemaVersion: 1
  /** `<application>/<provider>`, from the file's path. */
  guide: string
  file: string
  application: string
  provider: string
  title: string
  /** In document order, partials expanded. */
  facts: Fact[]
  /** Every heading, in document order: ids must be unique on the page. */
  headings: Heading[]
  coverage: Coverage
  /** Products that sentences speak of as the reader's own; wording, of which only rules take notice. */
  mentions?: Mention[]
  /** Source files that the plan was read from: the page first, then its partials. */
  sources: string[]
}

export interface Heading {
  text: string
  /** 1 to 6. */
  depth: number
  /** The anchor: the explicit `{#id}` where there is one, else the slug of the text (not made unique). */
  id: string
  place: Place
  /** As in facts: set inside a tab. */
  variant?: string
}

/** How much of what the guide states was understood. Nothing is dropped silently: the rest is listed. */
export interface Coverage {
  statements: number
  understood: number
  notUnderstood: Array<{ text: string; place: Place }>
}

/** "your Keycloak instance": the name, as written. It may be followed by a word that is not of it. */
export interface Mention {
  text: string
  place: Place
}

export type Side = 'provider' | 'application'

/** What a section is for; decided by its heading. */
export type SectionRole =
  | Side
  | 'introduction'
  | 'placeholders'
  | 'verification'
  | 'troubleshooting'
  | 'resources'

export type Fact =
  | VersionFact
  | PlaceholderFact
  | SettingFact
  | CaptureFact
  | BlockFact
  | ExpressionFact
  | NavigationFact
  | ActionFact
  | UrlFact
  | MessageFact

export type FactKind = Fact['kind']

interface FactBase {
  /** Unique in the plan, `<kind>-<n>` in document order. */
  id: string
  place: Place
  role: SectionRole
  /** Texts of the headings above, outermost first. */
  section: string[]
  /** Set inside a tab or another alternative: variants must agree. */
  variant?: string
}

/** The object that a setting belongs to: which client, which scope mapping, which group. */
export interface ObjectRef {
  /** From the vocabulary: `client`, `scope_mapping`, `group`, `realm`, `settings` … */
  kind: string
  /** One-based among the objects of this kind on this side. */
  ordinal: number
}

/** "Requires Technitium DNS Server 15.1 or later", "tested with authentik 2026.5.0". */
export interface VersionFact extends FactBase {
  kind: 'version'
  subject: Side
  /** `>=15.1.0` or an exact version, as semver reads it; two-part versions are completed with zeros. */
  range: string
  /** `minimum` states what is needed, `tested` what a run has seen. */
  claim: 'minimum' | 'tested'
  text: string
}

export interface PlaceholderFact extends FactBase {
  kind: 'placeholder'
  /** As written in code: `technitium.company`, `<application_slug>`. */
  token: string
  /** Canonical name: the host itself, or `application_slug`. */
  name: string
  shape: 'host' | 'value'
  meaning: string
}

/** A label and the value that the reader enters there. */
export interface SettingFact extends FactBase {
  kind: 'setting'
  side: Side
  label: string
  labelPlace: Place
  /** The vocabulary's field for this label in this object; null when the label is unknown. */
  field: string | null
  object: ObjectRef
  value: Value
  optional: boolean
  form: SettingForm
  /** Words beside the value that change its meaning: `Strict`, `Regex`, `Authorization`. */
  qualifiers: string[]
}

/** The ways in which guides state settings, ranked by use in four corpora. */
export type SettingForm =
  | 'label-colon'
  | 'set-to'
  | 'redirect'
  | 'plain-colon'
  | 'toggle'
  | 'code-label'
  | 'table'
  | 'as-the'
  | 'fence'
  | 'assignment'
  | 'sentence'

/** "Take note of the **Client ID**": an output that later steps consume. */
export interface CaptureFact extends FactBase {
  kind: 'capture'
  side: Side
  label: string
  /** Canonical name, `client_id`. */
  name: string
  object: ObjectRef
}

/** A fence with a destination. */
export interface BlockFact extends FactBase {
  kind: 'block'
  side: Side
  /** Language after looking at title and content: dotenv, yaml, json, toml, ini … */
  language: string
  /** As written after the backticks; null when absent. */
  declared: string | null
  /** `title="setup.env"`, else the file named in the sentence before; null when the guide names none. */
  destination: string | null
  text: string
  entries: BlockEntry[]
  /** Why the text does not parse in its language, with the place of the fault. */
  fault?: { reason: string; place: Place }
}

export interface BlockEntry {
  /** `NETBIRD_DOMAIN`, or a dotted path `oidc_providers[0].issuer`. */
  key: string
  field: string | null
  /** The object that the key belongs to; absent for a key that the vocabulary does not know. */
  object?: ObjectRef
  value: Value
  keyPlace: Place
  place: Place
}

/** Code that the provider evaluates. `object` is the mapping it belongs to. */
export interface ExpressionFact extends FactBase {
  kind: 'expression'
  side: Side
  language: 'python'
  label: string
  field: string | null
  object: ObjectRef
  text: string
}

/** `**Applications** > **Providers**` */
export interface NavigationFact extends FactBase {
  kind: 'navigation'
  side: Side
  path: Array<{ text: string; place: Place }>
}

/** "Click **Create**": a button, tab or menu entry that must exist under this name. */
export interface ActionFact extends FactBase {
  kind: 'action'
  side: Side
  label: string
}

/** An address in the text that belongs to no setting. */
export interface UrlFact extends FactBase {
  kind: 'url'
  value: Value
}

/** A message that the guide says a product shows. */
export interface MessageFact extends FactBase {
  kind: 'message'
  text: string
}
