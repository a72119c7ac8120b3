import styles from './styles.module.css'

const links = [
  {
    title: 'You read it',
    text: 'Labels, values, blocks and expressions stand in the text. There is no second, hidden copy.',
  },
  {
    title: 'We extract it',
    text: 'The same sentences become a typed plan. Static rules look for slashes, scopes and labels that cannot work.',
  },
  {
    title: 'We carry it out',
    text: 'A provider is set up as the guide says, over TLS, at the very addresses that the guide prints.',
  },
  {
    title: 'We sign in',
    text: 'Users of every group log in as the application would do it. Those who must be refused are refused.',
  },
  {
    title: 'We say who failed',
    text: 'Guide, application, provider or our own machine; with the line that says otherwise. Verdicts expire.',
  },
]

/** The way from a sentence to its verdict. */
export function Chain() {
  return (
    <ol className={styles.chain}>
      {links.map((link) => (
        <li key={link.title}>
          <strong>{link.title}</strong>
          <span>{link.text}</span>
        </li>
      ))}
    </ol>
  )
}
