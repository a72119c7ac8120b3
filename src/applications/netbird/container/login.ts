import { randomBytes } from 'node:crypto'
import { connect, constants } from 'node:http2'
import nacl from 'tweetnacl'
import { Infrastructure } from '../../../providers/contract.ts'
import { LoginRefused } from '../server.ts'
import { decodeText, encode } from './protobuf.ts'

/**
 * `management.ManagementService/Login` as `netbird up` calls it on a new machine: a protobuf message in a NaCl box between
 * the WireGuard keys of machine and server, in a gRPC call. Throws {@link LoginRefused} in the words of the gRPC status.
 * Source: shared/management/proto/management.proto, encryption/encryption.go, v0.77.1.
 */
export async function login(server: string, jwtToken: string): Promise<void> {
  const machine = nacl.box.keyPair()
  const answer = await call(server, 'GetServerKey', Buffer.alloc(0))
  const serverKey = decodeText(answer, 1)
  if (serverKey === null) throw new Infrastructure('NetBird did not tell its key')
  const meta = encode({ 1: 'touchstone', 2: 'linux', 6: 'Linux', 7: '0.77.1' })
  const request = encode({ 2: meta, 3: jwtToken, 4: encode({ 2: Buffer.from(machine.publicKey) }) })
  const nonce = randomBytes(nacl.box.nonceLength)
  const sealed = nacl.box(request, nonce, Buffer.from(serverKey, 'base64'), machine.secretKey)
  const body = Buffer.concat([nonce, sealed])
  const message = encode({ 1: Buffer.from(machine.publicKey).toString('base64'), 2: body })
  await call(server, 'Login', message)
}

/** One unary call without TLS (gRPC over HTTP/2): five bytes of flag and length before the message, the status in the trailers. */
function call(server: string, method: string, message: Buffer): Promise<Buffer> {
  const head = Buffer.alloc(5)
  head.writeUInt32BE(message.length, 1)
  return new Promise((resolve, reject) => {
    const broken = (error: Error) => reject(new Infrastructure(`NetBird's ${method}: ${error.message}`))
    const session = connect(server).on('error', broken)
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: `/management.ManagementService/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const chunks: Buffer[] = []
    let status: Record<string, unknown> = {}
    const keep = (headers: Record<string, unknown>) => {
      if (headers['grpc-status'] !== undefined) status = headers
    }
    stream.on('response', keep).on('trailers', keep).on('error', broken)
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      session.close()
      const words = decodeURIComponent(String(status['grpc-message'] ?? ''))
      if (status['grpc-status'] === '0') resolve(Buffer.concat(chunks).subarray(head.length))
      else reject(new LoginRefused(words))
    })
    stream.end(Buffer.concat([head, message]))
  })
}
