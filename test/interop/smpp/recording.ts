/** A TCP relay that writes down what goes through it, and a capture file of it that tshark reads. */

import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'

export interface Recording {
  port: number
  chunks: { fromClient: boolean; bytes: Buffer }[]
  close(): void
}

export const record = async (port: number): Promise<Recording> => {
  const chunks: Recording['chunks'] = []
  const server = createServer((client) => {
    const far = connect(port, '127.0.0.1')
    client.on('data', (bytes: Buffer) => {
      chunks.push({ fromClient: true, bytes })
      far.write(bytes)
    })
    far.on('data', (bytes: Buffer) => {
      chunks.push({ fromClient: false, bytes })
      client.write(bytes)
    })
    for (const [one, other] of [
      [client, far],
      [far, client],
    ] as const)
      one.on('error', () => {}).on('close', () => other.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, chunks, close: () => server.close() } // it listens, so it has an address
}

const CLIENT_PORT = 40_000
const MAX_SEGMENT_BYTES = 1_400

/** As a pcap file of one TCP connection to `port`, cut into segments as a network would. */
export const pcap = (chunks: Recording['chunks'], port: number): Buffer => {
  const packets: Buffer[] = [fileHeader()]
  const next = { client: 1, server: 1 }
  for (const { fromClient, bytes } of chunks)
    for (let at = 0; at < bytes.length; at += MAX_SEGMENT_BYTES) {
      const segment = bytes.subarray(at, at + MAX_SEGMENT_BYTES)
      const [from, to] = fromClient ? ([CLIENT_PORT, port] as const) : ([port, CLIENT_PORT] as const)
      const [seq, ack] = fromClient ? [next.client, next.server] : [next.server, next.client]
      packets.push(packet(from, to, seq, ack, segment, packets.length))
      if (fromClient) next.client += segment.length
      else next.server += segment.length
    }
  return Buffer.concat(packets)
}

const RAW_IP = 101 // LINKTYPE_RAW
const fileHeader = (): Buffer => {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(65_535, 16)
  header.writeUInt32LE(RAW_IP, 20)
  return header
}

const packet = (from: number, to: number, seq: number, ack: number, segment: Buffer, number: number): Buffer => {
  const [record, ip, tcp] = [Buffer.alloc(16), Buffer.alloc(20), Buffer.alloc(20)]
  const length = ip.length + tcp.length + segment.length
  record.writeUInt32LE(number, 4)
  record.writeUInt32LE(length, 8)
  record.writeUInt32LE(length, 12)
  ip.writeUInt8(0x45, 0)
  ip.writeUInt16BE(length, 2)
  ip.writeUInt8(64, 8)
  ip.writeUInt8(6, 9)
  ip.writeUInt32BE(0x7f000001, 12)
  ip.writeUInt32BE(0x7f000001, 16)
  tcp.writeUInt16BE(from, 0)
  tcp.writeUInt16BE(to, 2)
  tcp.writeUInt32BE(seq, 4)
  tcp.writeUInt32BE(ack, 8)
  tcp.writeUInt8(0x50, 12)
  tcp.writeUInt8(0x18, 13)
  tcp.writeUInt16BE(65_535, 14)
  return Buffer.concat([record, ip, tcp, segment])
}
