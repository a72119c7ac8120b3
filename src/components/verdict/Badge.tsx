import styles from './styles.module.css'
import type { Standing } from './words.ts'

const marks: Record<Standing['tone'], string> = { verified: '✓', failing: '✕', stale: '↻', unknown: '?' }

/** A verdict in a word. The mark and the word carry it, not the colour alone. */
export function Badge({ tone, label }: Standing) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <span aria-hidden="true">{marks[tone]}</span> {label}
    </span>
  )
}
