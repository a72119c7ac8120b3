import type { GuideStatus, Verdict } from '../../../plugins/docusaurus-touchstone/data.ts'
import type { Artifact } from '../../plan/artifact.ts'
import { Badge } from './Badge.tsx'
import { Findings } from './Findings.tsx'
import { Message } from './Message.tsx'
import { Steps } from './Steps.tsx'
import styles from './styles.module.css'
import { artifactText, formatDate, groundsOf, newest, standing, tierNames } from './words.ts'

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
  const glance = guide.otherVersions.map(
    (verdict) => `${verdict.providerVersion} ${standing(verdict).label.toLowerCase()}`,
  )
  return (
    <details className={styles.steps}>
      <summary>
        Other versions of {guide.provider.name}: {glance.join(', ')}
      </summary>
      <ul>
        {guide.otherVersions.map((verdict) => (
          <li key={`${verdict.tier} ${verdict.applicationMode} ${verdict.providerVersion}`}>
            <Badge {...standing(verdict)} /> {guide.provider.name} {verdict.providerVersion} (
            {tierNames[verdict.tier]}), <time dateTime={verdict.date}>{formatDate(verdict.date)}</time>
            {verdict.steps.map((step) => (
              <div key={step.title} className={styles.detail}>
                <Message text={step.message || step.title} />{' '}
                <code>
                  {step.file}:{step.line}
                </code>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Line({ guide, verdict }: { guide: GuideStatus; verdict: Verdict }) {
  const { provider, application } = guide
  const { ran, applicationMode, tier } = verdict
  return (
    <div className={styles.run}>
      <p className={styles.line}>
        <Badge {...standing(verdict)} />
        <span>
          {groundsOf(verdict, guide)}, <time dateTime={verdict.date}>{formatDate(verdict.date)}</time>
        </span>
        {verdict.blame && verdict.outcome === 'drift' && <strong>At fault: {verdict.blame}</strong>}
      </p>
      <ul className={styles.products}>
        <li>
          {provider.name} {verdict.providerVersion}:{' '}
          {tier === 'container' ? (
            <RanOn artifact={ran.provider} />
          ) : (
            'a stand-in, held to recorded answers of the real one'
          )}
        </li>
        <li>
          {application.name} {verdict.applicationVersion}:{' '}
          {applicationMode === 'real' ? (
            <RanOn artifact={ran.application} />
          ) : (
            'its sign-in, modelled from its source code'
          )}
        </li>
        <li>
          {verdict.logins} logins, {verdict.assertions} checks
          {verdict.outcome === 'verified' && (
            <>
              ; {verdict.stale ? 'was good until' : 'good until'}{' '}
              <time dateTime={verdict.expires}>{formatDate(verdict.expires)}</time>
            </>
          )}
        </li>
      </ul>
    </div>
  )
}

/** Which real product it was: image and digest in full for those who point at it, and the commit where there is one to look at. */
function RanOn({ artifact }: { artifact: Artifact }) {
  const { source, commit } = artifact.provenance ?? {}
  return (
    <span title={[artifact.image, artifact.digest].filter(Boolean).join(' ') || undefined}>
      {artifactText(artifact) ?? 'of unknown origin'}
      {source?.startsWith('https://') && commit && (
        <>
          {' '}
          (<a href={`${source.replace(/\/$/, '')}/commit/${commit}`}>its source</a>)
        </>
      )}
    </span>
  )
}
