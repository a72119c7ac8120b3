/*
 * What the console shows, letter by letter: a red alert from `/#error=…`.
 * Source: DnsServerCore/WebServiceAuthApi.cs and DnsWebService.cs, v15.2.
 */

export const unreachable = 'Failed to reach SSO provider. Please contact your administrator.'
export const authenticationFailed = 'SSO authentication failed. Please try again.'
export const remoteFailure = 'SSO remote failure. Please contact your administrator.'
export const signUpDisabled =
  'SSO authentication succeeded but new user sign up is disabled. Please contact your administrator.'
export const signUpRestricted =
  'SSO authentication succeeded but new user sign up is restricted only to members of mapped groups. Please contact your administrator.'
export const noUsername =
  'SSO authentication succeeded but new user sign up failed due to unavailable username. Please contact your administrator.'
export const noIdentifier =
  'SSO provider did not return name identifier information. Please contact your administrator.'
export const accountDisabled = 'User account is disabled. Please contact your administrator.'
export const unexpected =
  'An error occurred while logging in with SSO user. Please contact your administrator.'

export const messages = [
  unreachable,
  authenticationFailed,
  remoteFailure,
  signUpDisabled,
  signUpRestricted,
  noUsername,
  noIdentifier,
  accountDisabled,
  unexpected,
]
