import type { GuideStatus, Verdict } from '../../../plugins/docusaurus-touchstone/data.ts'
import { Badge } from './Badge.tsx'
import { Findings } from './Findings.tsx'
import { Steps } from './Steps.tsx'
import styles from './styles.module.css'
import { artifactText, formatDate, modeNames, newest, standing, tierNames } from './words.ts'

/** What the runs say of this guide, failing and stale as plainly as success. */
export function Panel({ guide }: { guide: GuideStatus }) {
  const first = newest(guide)
  const { tone } = standing(first)
  return (
    <aside className={`${styles.panel} ${styles[tone]}`} aria-label="Verification of this guide">
      {guide.verdicts.length === 0 ? (
        <p className={styles.line}>
          <Badge {...standing(undefined)} /> Nobody has carried this guide out yet. Take it with care.
        </p>
      ) : (
        guide.verdicts.map((verdict) => (
          <Line key={`${verdict.tier} ${verdict.applicationMode}`} guide={guide} verdict={verdict} />
        ))
      )}
      <OtherVersions guide={guide} />
      <Findings findings={guide.findings} />
      {first && <Steps verdict={first} />}
    </aside>
  )
}

/** What became of the guide with other versions of its provider: a reader may well run one of them. */
function OtherVersions({ guide }: { guide: GuideStatus }) {
  if (guide.otherVersions.length === 0) return null
  return (
    <details className={styles.steps}>
      <summary>Other versions of {guide.provider.name}</summary>
      <ul>
        {guide.otherVersions.map((verdict) => (
          <li key={`${verdict.tier} ${verdict.applicationMode} ${verdict.providerVersion}`}>
            <Badge {...standing(verdict)} /> {verdict.providerVersion} ({tierNames[verdict.tier]}),{' '}
            <time dateTime={verdict.date}>{formatDate(verdict.date)}</time>
            {verdict.steps.map((step) => (
              <span key={step.title} className={styles.detail}>
                {' '}
                {step.title}: {step.message} (
                <code>
                  {step.file}:{step.line}
                </code>
                )
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Line({ guide, verdict }: { guide: GuideStatus; verdict: Verdict }) {
  return (
    <p className={styles.line}>
      <Badge {...standing(verdict)} />
      <span>
        <time dateTime={verdict.date}>{formatDate(verdict.date)}</time>
        {verdict.blame && verdict.outcome === 'drift' && <strong> · at fault: {verdict.blame}</strong>}
      </span>
      <span className={styles.detail}>
        {guide.provider.name} {verdict.providerVersion} ({tierNames[verdict.tier]}) · {guide.application.name}{' '}
        {verdict.applicationVersion} ({modeNames[verdict.applicationMode]}) · {verdict.logins} logins,{' '}
        {verdict.assertions} checks
      </span>
      <RanOn name={guide.provider.name} artifact={verdict.ran.provider} />
      <RanOn name={guide.application.name} artifact={verdict.ran.application} />
    </p>
  )
}

/** Which real product it was: the digest in full for those who point at it, and the commit where there is one to look at. */
function RanOn({ name, artifact }: { name: string; artifact: Verdict['ran']['provider'] }) {
  const text = artifactText(artifact)
  if (text === null) return null
  const { source, commit } = artifact.provenance ?? {}
  return (
    <span className={styles.detail} title={artifact.digest}>
      {name}: {text}
      {source?.startsWith('https://') && commit && (
        <>
          {' '}
          (<a href={`${source.replace(/\/$/, '')}/commit/${commit}`}>source</a>)
        </>
      )}
    </span>
  )
}
