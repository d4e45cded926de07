import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import type { z } from 'zod'
import { liveFrame } from '#src/conversations/views.ts'
import { problem } from '#src/message/views.ts'
import { No } from './asked.ts'
import { serveFile } from './files.ts'
import { answers, meOf } from './pretend-routes.ts'
import type { Change, World } from './world.ts'

/** A server of the web app's contract with nothing behind it: for developing, and for states that are hard to reach. Every answer is checked against the contract. */
export type Pretend = {
  url: string
  world: World
  /** Cuts every live connection, and refuses new ones until `reconnect`. */
  disconnect: () => void
  reconnect: () => void
  /** Live connections stay open and say nothing more: a dead network that nobody has noticed. */
  fallSilent: (silent: boolean) => void
  /** The next matching request is carried out, and its answer is lost. */
  loseAnswerOf: (method: string, path: RegExp) => void
  send: (frame: z.infer<typeof liveFrame>) => void
  setKeys: (state: 'ok' | 'unavailable' | 'revoked') => void
  close: () => Promise<void>
}

const CSP = "default-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'"

export async function pretend(world: World, port = 0, demo = true): Promise<Pretend> {
  const lost: { method: string; path: RegExp }[] = []
  let refusing = false
  let silent = false
  const server = createServer((request, response) => void answer(request, response))
  const live = new WebSocketServer({ noServer: true })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://pretend')
    response.setHeader('content-security-policy', CSP)
    if (!url.pathname.startsWith('/v1/')) return serveFile(url.pathname, response)
    const { status, body, cookie } = await respond(request, url)
    const losing = lost.findIndex((it) => it.method === request.method && it.path.test(url.pathname))
    if (losing >= 0) {
      lost.splice(losing, 1)
      request.socket.destroy()
      return
    }
    if (cookie) response.setHeader('set-cookie', cookie)
    response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json' })
    response.end(status === 204 ? undefined : JSON.stringify(body))
  }

  async function respond(request: IncomingMessage, url: URL): Promise<{ status: number; body: unknown; cookie?: string }> {
    try {
      if (refusing) throw new No(503, 'unavailable', 'The server cannot be reached.')
      return await answers({ world, demo, origin: origin() }, request, url)
    } catch (error) {
      if (!(error instanceof No)) console.error(error)
      const no = error instanceof No ? error : new No(500, 'bug', String(error))
      return {
        status: no.status,
        body: problem.parse({ type: 'about:blank', title: no.message, status: no.status, code: no.code, remedy: 'Try again.' }),
      }
    }
  }

  server.on('upgrade', (request, socket: Socket, head) => {
    const me = meOf(world, request)
    if (refusing || !me) return socket.destroy()
    live.handleUpgrade(request, socket, head, (ws) => {
      const after = Number(new URL(request.url ?? '', 'http://pretend').searchParams.get('after'))
      const send = (frame: z.infer<typeof liveFrame>) => !silent && ws.send(JSON.stringify(liveFrame.parse(frame)))
      const tell = (changes: Change[]) => send(frameOf(world, changes, me))
      const missed = world.log.filter((it) => it.seq > after)
      if (missed.length > 0) tell(missed)
      else send({ kind: 'quiet', upTo: world.seq, serverNow: new Date().toISOString() })
      const told = (change: Change) => tell([change])
      const beat = setInterval(() => send({ kind: 'quiet', upTo: world.seq, serverNow: new Date().toISOString() }), 10_000)
      world.told.push(told)
      ws.on('close', () => {
        clearInterval(beat)
        world.told = world.told.filter((it) => it !== told)
      })
    })
  })

  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` // as: it listens on a port
  const sendAll = (frame: z.infer<typeof liveFrame>) => {
    for (const it of live.clients) it.send(JSON.stringify(liveFrame.parse(frame)))
  }
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    url: origin(),
    world,
    disconnect() {
      refusing = true
      for (const it of live.clients) it.terminate()
    },
    reconnect() {
      refusing = false
    },
    fallSilent(it) {
      silent = it
    },
    loseAnswerOf: (method, path) => void lost.push({ method, path }),
    send: sendAll,
    setKeys(state) {
      world.keys = state
      sendAll({ kind: 'keys', state })
    },
    async close() {
      for (const it of live.clients) it.terminate()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function frameOf(world: World, changes: Change[], me: string): z.infer<typeof liveFrame> {
  const messages = [...new Set(changes.flatMap((it) => it.messageId ?? []))].flatMap((id) => world.find(id) ?? [])
  const conversations = [...new Set(changes.map((it) => it.conversationId))].map((id) => world.seen(world.talks.get(id)!, me))
  return { kind: 'changes', upTo: changes.at(-1)!.seq, messages: messages.map(world.opened), conversations, unread: world.unread(me) }
}
