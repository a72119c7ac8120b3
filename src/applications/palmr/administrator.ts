/** The reader registered before single sign-on was switched on. */
export function administratorOf(origin: string) {
  return { username: 'palmr-administrator', email: `administrator@${new URL(origin).hostname}` }
}
