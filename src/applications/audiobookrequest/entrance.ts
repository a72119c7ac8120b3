import type { Entrance } from '../contract.ts'

/** Opening the application leads to the provider at once. Knows the application by HTTP alone. */
export function frontDoor(home: string): Entrance {
  return {
    id: 'browser',
    title: 'the front door',
    begin: (browser) => browser.open(home),
    async finish(browser, page) {
      if (page.url.host !== new URL(home).host) {
        return { outcome: 'refused', by: 'provider', message: page.text }
      }
      const answer = await browser.fetch(new URL('api/users/me', home), {
        headers: { accept: 'application/json' },
      })
      if (answer.status !== 200) {
        const what = page.text ? `: ${page.text}` : ', a blank page'
        return { outcome: 'refused', by: 'application', message: `HTTP ${page.status}${what}` }
      }
      const { username, group, root } = (await answer.json()) as Record<string, unknown>
      return {
        outcome: 'signed-in',
        session: { username: String(username), groups: [String(group)], claims: { username, group, root } },
      }
    },
  }
}
