/** Addresses inside the library; the product's own are the dialect's business. */
export const inside = {
  authorization: '/auth',
  token: '/token',
  userinfo: '/me',
  pushed: '/request',
} as const

/** The library's name for the application's own request parameters, all of them in one. */
export const originalRequest = 'original_request'
