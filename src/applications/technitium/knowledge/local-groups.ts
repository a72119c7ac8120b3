/** Groups of a new installation that the console offers; every user is in Everyone besides. Source: AuthManager.cs, v15.2. */
export const localGroups = ['Administrators', 'DNS Administrators', 'DHCP Administrators']

export const everyone = 'Everyone'
