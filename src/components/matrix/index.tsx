import Link from '@docusaurus/Link'
import { useSiteData } from '../site-data.ts'
import { Badge } from '../verdict/Badge.tsx'
import { formatDate, newest, standing, tierNames } from '../verdict/words.ts'
import styles from './styles.module.css'

/** All guides at a glance: applications down, providers across, each cell the guide's own verdict. */
export function Matrix() {
  const { guides, applications, providers } = useSiteData()
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">Application</th>
            {providers.map((provider) => (
              <th scope="col" key={provider.id}>
                {provider.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {applications.map((application) => (
            <tr key={application.id}>
              <th scope="row">{application.name}</th>
              {providers.map((provider) => (
                <td key={provider.id} data-provider={provider.name}>
                  <Cell guide={guides.find((guide) => guide.guide === `${application.id}/${provider.id}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ guide }: { guide: ReturnType<typeof useSiteData>['guides'][number] | undefined }) {
  if (!guide) return <span className={styles.none}>no guide yet</span>
  const verdict = newest(guide)
  return (
    <Link
      to={guide.permalink}
      className={styles.cell}
      aria-label={`${guide.title}: ${standing(verdict).label}`}
    >
      <Badge {...standing(verdict)} />
      {verdict && (
        <span className={styles.when}>
          {tierNames[verdict.tier]} {verdict.providerVersion}
          {verdict.applicationMode === 'real' && (
            <>
              <br />
              real application {verdict.applicationVersion}
            </>
          )}
          <br />
          {formatDate(verdict.date)}
        </span>
      )}
    </Link>
  )
}
