import { formatPlace } from '../plan/place.ts'
import type { Paint } from '../rules/report.ts'
import type { Line } from './report.ts'
import { type Outcome, type Verdict, versionOf } from './verdict.ts'

/** Marks and words: a table must be readable without its colours. */
const marks: Record<Outcome, string> = { verified: '✓', drift: '✗', infrastructure: '?' }
const words: Record<Outcome, string> = {
  verified: 'verified',
  drift: 'drift',
  infrastructure: 'no verdict',
}

/** Guides down, versions of their provider across; a table for each provider that was asked for in several versions. */
export function formatMatrix(lines: readonly Line[], paint: Paint): string {
  const verdicts = lines.map(({ verdict }) => verdict)
  return [...Map.groupBy(verdicts, ({ provider }) => provider)]
    .map(([provider, its]) => ({ provider, its, versions: [...new Set(its.map(versionOf))] }))
    .filter(({ versions }) => versions.length > 1)
    .map(({ provider, its, versions }) => {
      const guides = [...Map.groupBy(its, ({ guide }) => guide)].sort(([a], [b]) => a.localeCompare(b))
      const told = guides.flatMap(([, of]) => differences(of, paint))
      return [...table(provider, guides, versions, paint), ...(told.length > 0 ? ['', ...told] : [])].join(
        '\n',
      )
    })
    .join('\n\n')
}

type Row = [guide: string, verdicts: Verdict[]]

function table(provider: string, rows: readonly Row[], versions: readonly string[], paint: Paint): string[] {
  const cells = rows.map(([guide, verdicts]) => ({
    guide,
    cells: versions.map((version) => {
      const verdict = verdicts.find((one) => versionOf(one) === version)
      return verdict ? { text: cellOf(verdict), outcome: verdict.outcome } : { text: '–', outcome: null }
    }),
  }))
  const first = Math.max(provider.length, ...cells.map(({ guide }) => guide.length))
  const widths = versions.map((version, index) =>
    Math.max(version.length, ...cells.map((row) => row.cells[index]?.text.length ?? 0)),
  )
  const head = [provider.padEnd(first), ...versions.map((version, index) => version.padEnd(widths[index]!))]
  return [
    paint.bold(head.join('  ').trimEnd()),
    ...cells.map((row) =>
      [
        row.guide.padEnd(first),
        ...row.cells.map(({ text, outcome }, index) => {
          const wide = text.padEnd(widths[index]!)
          return outcome === 'verified' || outcome === null ? wide : paint.error(wide)
        }),
      ]
        .join('  ')
        .trimEnd(),
    ),
  ]
}

function cellOf({ outcome, blame }: Verdict): string {
  return `${marks[outcome]} ${words[outcome]}${outcome === 'drift' ? ` (${blame})` : ''}`
}

/** A guide that holds with one version and not with another: which, and at which step and line. */
function differences(verdicts: readonly Verdict[], paint: Paint): string[] {
  const by = Map.groupBy(verdicts, ({ outcome }) => outcome)
  if (by.size < 2) return []
  const parts = (['verified', 'drift', 'infrastructure'] as const).flatMap((outcome) => {
    const versions = by.get(outcome)?.map(versionOf)
    return versions ? [`${words[outcome]} with ${versions.join(', ')}`] : []
  })
  return [
    `${paint.bold(verdicts[0]?.guide ?? '')}: ${parts.join('; ')}`,
    ...(by.get('drift') ?? []).flatMap((verdict) =>
      verdict.steps
        .filter(({ outcome, blame }) => outcome === 'failed' && blame !== 'infrastructure')
        .map(({ place, title, message }) => {
          const [reason] = message.split('\n')
          return `  ${versionOf(verdict)}: ${formatPlace(place)} ${title}: ${reason}`
        }),
    ),
  ]
}
