import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * State that travels through the browser, encrypted and authenticated, so that the server need not keep it: as ASP.NET
 * Core's data protection does with the same contents, and of about the same length, which some providers limit.
 */
export function createSeal() {
  const key = randomBytes(32)
  return {
    close(content: Readonly<Record<string, string>>): string {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(content), 'utf8'), cipher.final()])
      return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')
    },
    /** Null for anything that this seal did not close. */
    open(text: string): Record<string, string> | null {
      const sealed = Buffer.from(text, 'base64url')
      if (sealed.length < 28) return null
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      try {
        const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
        return JSON.parse(plain.toString('utf8')) as Record<string, string>
      } catch {
        return null
      }
    },
  }
}

export type Seal = ReturnType<typeof createSeal>
