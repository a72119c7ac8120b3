import type { Client, User } from './dialect/index.ts'
import { cookiesOf, type Request } from './message.ts'
import type { World } from './world.ts'

/** Who is logged in in this browser. */
export async function sessionOf<C extends Client>(
  world: World<C>,
  request: Request,
): Promise<{ id: string; user: User } | null> {
  const session = await find(world, request)
  const user = world.users.get(session?.accountId ?? '')
  return session && user ? { id: session.uid, user } : null
}

export async function endSession<C extends Client>(world: World<C>, request: Request): Promise<void> {
  await (await find(world, request))?.destroy()
}

async function find<C extends Client>(world: World<C>, request: Request) {
  const cookie = cookiesOf(request).get(world.dialect.cookies.session)
  return cookie ? world.library.provider.Session.find(cookie) : undefined
}
