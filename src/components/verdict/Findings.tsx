import type { ShownFinding } from '../../../plugins/docusaurus-touchstone/data.ts'
import { Message } from './Message.tsx'
import styles from './styles.module.css'

/** What the static rules say; a production build fails on errors, so readers only ever see warnings. */
export function Findings({ findings }: { findings: ShownFinding[] }) {
  if (findings.length === 0) return null
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li
          key={`${finding.file}:${finding.line}:${finding.column}:${finding.ruleId}`}
          data-severity={finding.severity}
        >
          <strong>{finding.severity}</strong> <Message text={finding.message} />
          <br />
          <code>
            {finding.file}:{finding.line}:{finding.column}
          </code>{' '}
          {finding.ruleId} · <Message text={finding.help} />
        </li>
      ))}
    </ul>
  )
}
