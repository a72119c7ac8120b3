import { randomBytes } from 'node:crypto'
import { endpointKey, type Prepared } from '../installation.ts'

/**
 * management.json as configure.sh makes it of setup.env, without the sections of other servers (relay, signal, TURN), of
 * which signing in has no need. Source: infrastructure_files/management.json.tmpl, base.setup.env and configure.sh, v0.77.1.
 */
export function managementFile({ text }: Prepared): string {
  const audience = text('NETBIRD_AUTH_AUDIENCE')
  const device = {
    clientId: text('NETBIRD_AUTH_DEVICE_AUTH_CLIENT_ID'),
    audience: text('NETBIRD_AUTH_DEVICE_AUTH_AUDIENCE') || audience,
  }
  return JSON.stringify({
    DataStoreEncryptionKey: randomBytes(32).toString('base64'),
    StoreConfig: { Engine: 'sqlite' },
    HttpConfig: {
      AuthAudience: audience,
      AuthUserIDClaim: text('NETBIRD_AUTH_USER_ID_CLAIM'),
      IdpSignKeyRefreshEnabled: text('NETBIRD_MGMT_IDP_SIGNKEY_REFRESH') === 'true',
      // Issuer and keys follow from it at each start (management/cmd/management.go:279-353).
      OIDCConfigEndpoint: text(endpointKey),
    },
    IdpManagerConfig: { ManagerType: text('NETBIRD_MGMT_IDP') },
    DeviceAuthorizationFlow: {
      Provider: device.clientId ? 'hosted' : 'none',
      ProviderConfig: {
        Audience: device.audience,
        ClientID: device.clientId,
        Scope: text('NETBIRD_AUTH_DEVICE_AUTH_SCOPE'),
      },
    },
  })
}
