import type { Report } from '../../../plan/finding.ts'
import { knownSources } from '../configuration.ts'
import { errors, notices, tell } from '../messages.ts'
import type { Concern } from './concern.ts'

/** Settings of the whole installation that keep people out. Source: config.py, v9.18. */
export const server: Concern = ({ file, configuration: { sources, settings, autoCreate } }) => {
  const lines = file.below('AUTHENTICATION_SOURCES')
  const reports: Report[] = []
  if (!sources.includes('oauth2'))
    reports.push({
      message:
        'The sign-in page has no button for the provider: `AUTHENTICATION_SOURCES` does not name `oauth2`',
      help: "Set `AUTHENTICATION_SOURCES` to `['oauth2', 'internal']`",
      place: lines[0]?.place ?? file.place!,
      expected: 'oauth2',
    })
  for (const { text, place } of lines)
    if (!knownSources.includes(text))
      reports.push({
        message: `pgAdmin knows no source \`${text}\`: "${tell(errors.unknownSource, text)}"`,
        help: `Write one of ${knownSources.join(', ')}`,
        place,
        expected: knownSources.join(', '),
        actual: text,
      })
  const wrong = (key: string, message: string, help: string) => {
    reports.push({ message, help, place: file.of(key)?.place ?? file.place!, actual: String(settings[key]) })
  }
  if (!autoCreate)
    wrong(
      'OAUTH2_AUTO_CREATE_USER',
      `Nobody gets an account by signing in, and is told: "${notices.noAccount}"`,
      'Set it to `True`',
    )
  if (settings.SERVER_MODE === false)
    wrong('SERVER_MODE', 'The desktop application asks nobody to sign in', 'Set `SERVER_MODE` to `True`')
  if (settings.SESSION_COOKIE_SAMESITE === 'Strict')
    wrong(
      'SESSION_COOKIE_SAMESITE',
      'A browser that comes from the provider does not send the cookie along, and is shown the sign-in page again, without a word',
      'Set `SESSION_COOKIE_SAMESITE` to `Lax`',
    )
  return reports
}
