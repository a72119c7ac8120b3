import type { ShownStep, Verdict } from '../../../plugins/docusaurus-touchstone/data.ts'
import { Message } from './Message.tsx'
import styles from './styles.module.css'

const marks: Record<ShownStep['outcome'], string> = { passed: '✓', failed: '✕', skipped: '–' }

/** Everything that the run did, in order; open from the start when something failed. */
export function Steps({ verdict }: { verdict: Verdict }) {
  if (verdict.steps.length === 0) return null
  return (
    <details className={styles.steps} open={verdict.outcome === 'drift'}>
      <summary>What was checked ({verdict.steps.length} steps)</summary>
      <ol>
        {verdict.steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed once it is built
          <li key={index} className={styles[step.outcome]}>
            <span aria-hidden="true">{marks[step.outcome]}</span> {step.title}
            {step.outcome !== 'passed' && (
              <>
                {' '}
                <code>
                  {step.file}:{step.line}
                </code>{' '}
                <Message text={step.message ?? ''} />
              </>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
