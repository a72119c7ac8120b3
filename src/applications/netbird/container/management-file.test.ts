import { expect, test } from 'vitest'
import { prepare } from '../installation.ts'
import { guide } from '../testing.ts'
import { managementFile } from './management-file.ts'

const file = (changes: Parameters<typeof guide>[0] = {}) =>
  JSON.parse(managementFile(prepare(guide(changes), { client_id: 'netbird' })))

test('what management reads of the guide, with the defaults of setup.env.example', () => {
  expect(file()).toMatchObject({
    HttpConfig: {
      AuthAudience: 'netbird',
      AuthUserIDClaim: 'sub',
      IdpSignKeyRefreshEnabled: false,
      OIDCConfigEndpoint: 'https://idp.company/.well-known/openid-configuration',
    },
    IdpManagerConfig: { ManagerType: 'none' },
    // Its audience counts although the flow is off.
    DeviceAuthorizationFlow: { Provider: 'none', ProviderConfig: { Audience: 'netbird', Scope: 'openid' } },
  })
})

test('each installation has a key of its own, of 32 bytes', () => {
  const [one, other] = [file().DataStoreEncryptionKey, file().DataStoreEncryptionKey]
  expect(Buffer.from(one, 'base64')).toHaveLength(32)
  expect(one).not.toBe(other)
})

test('what the guide says of keys, users and the device flow', () => {
  const changed = file({
    NETBIRD_MGMT_IDP_SIGNKEY_REFRESH: 'true',
    NETBIRD_AUTH_USER_ID_CLAIM: 'oid',
    NETBIRD_AUTH_DEVICE_AUTH_CLIENT_ID: 'device',
    NETBIRD_AUTH_DEVICE_AUTH_AUDIENCE: 'devices',
  })
  expect(changed).toMatchObject({
    HttpConfig: { AuthUserIDClaim: 'oid', IdpSignKeyRefreshEnabled: true },
    DeviceAuthorizationFlow: {
      Provider: 'hosted',
      ProviderConfig: { Audience: 'devices', ClientID: 'device' },
    },
  })
})
