import type { Report } from '../../../plan/finding.ts'
import type { ConfigLocal } from '../config-local.ts'
import { misconfigured, type ProviderConfiguration, scopeOf, textIn } from '../configuration.ts'
import { errors, notices, tell } from '../messages.ts'
import type { Concern } from './concern.ts'

/** The entry of the provider, which pgAdmin looks at when somebody presses its button (pgadmin/authenticate/oauth2.py, v9.18). */
export const entry: Concern = ({ file, configuration: { providers, settings } }) => {
  const [provider] = providers
  const wrong = misconfigured(providers)
  return [
    ...misplaced(file, Object.keys(settings)),
    ...(provider
      ? [...pkce(file, provider), ...openId(file, provider), ...certificates(file, provider)]
      : [
          missing(file, 'Nothing of single sign-on is set up: `OAUTH2_CONFIG` has no entry', 'OAUTH2_CONFIG'),
        ]),
    ...(wrong
      ? [missing(file, `Whoever presses the button is told: ${wrong.message}`, `OAUTH2_${wrong.key}`)]
      : []),
  ]
}

const topLevel = ['OAUTH2_CONFIG', 'OAUTH2_AUTO_CREATE_USER']

function misplaced(file: ConfigLocal, names: readonly string[]): Report[] {
  return names
    .filter((name) => name.startsWith('OAUTH2_') && !topLevel.includes(name))
    .map((name) => ({
      message: `pgAdmin reads \`${name}\` only inside of an entry of \`OAUTH2_CONFIG\``,
      help: 'Move it into the entry of the provider',
      place: (file.of(name) ?? file.below(name)[0])?.keyPlace ?? file.place!,
      actual: name,
    }))
}

/** Both keys or none. */
function pkce(file: ConfigLocal, provider: ProviderConfiguration): Report[] {
  const [method, type] = [textIn(provider, 'CHALLENGE_METHOD'), textIn(provider, 'RESPONSE_TYPE')]
  if (method !== undefined && type === undefined)
    return [
      missing(
        file,
        'With `OAUTH2_CHALLENGE_METHOD` alone pgAdmin asks for a response of the type `None`, which no provider has',
        'OAUTH2_RESPONSE_TYPE',
      ),
    ]
  if (method === undefined && type !== undefined)
    return [
      {
        severity: 'warning',
        ...missing(
          file,
          'With `OAUTH2_RESPONSE_TYPE` alone pgAdmin sends no PKCE',
          'OAUTH2_CHALLENGE_METHOD',
        ),
      },
    ]
  if (method === undefined || method === 'S256') return []
  return [
    wrongValue(file, 'CHALLENGE_METHOD', `pgAdmin sends no challenge for the method \`${method}\``, 'S256'),
  ]
}

function openId(file: ConfigLocal, provider: ProviderConfiguration): Report[] {
  const asked = scopeOf(provider)?.split(/\s+/).includes('openid') ?? false
  const metadata = textIn(provider, 'SERVER_METADATA_URL')
  if (asked && metadata === undefined)
    return [
      missing(
        file,
        `After the sign-in people are told: ${tell(errors.noMetadata, textIn(provider, 'NAME') ?? '')}`,
        'OAUTH2_SERVER_METADATA_URL',
      ),
    ]
  if (asked || metadata === undefined || textIn(provider, 'USERINFO_ENDPOINT') !== undefined) return []
  const message = `Without the scope \`openid\` there is no ID token to read: "${notices.noClaims}"`
  return file.own('SCOPE')
    ? [wrongValue(file, 'SCOPE', message, 'openid email profile')]
    : [missing(file, message, 'OAUTH2_SCOPE')]
}

function certificates(file: ConfigLocal, provider: ProviderConfiguration): Report[] {
  if (provider.OAUTH2_SSL_CERT_VERIFICATION !== false) return []
  const message = 'Anybody on the way can pose as the provider: its certificate is not checked'
  return [wrongValue(file, 'SSL_CERT_VERIFICATION', message, 'True')]
}

function missing(file: ConfigLocal, message: string, key: string): Report {
  return { message, help: `Set \`${key}\``, place: file.place!, expected: key, actual: 'not set' }
}

function wrongValue(file: ConfigLocal, key: string, message: string, expected: string): Report {
  const line = file.own(key)
  return {
    message,
    help: `Set \`OAUTH2_${key}\` to \`${expected}\``,
    place: line?.place ?? file.place!,
    expected,
    actual: line?.text,
  }
}
