import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { Behaviour, BehaviourChange } from '../../../simulator/carriers/behaviour.ts'
import type { Received, Sent } from '../../../simulator/ledger.ts'
import type { ReadyLine } from '../../../simulator/ready-line.ts'
import { Running } from './running.ts'
import { until } from './until.ts'

export type Truth = { sent: Sent[]; received: Received[]; dropped: number }
export type WorldState = {
  carriers: { name: string; slug: string; links: number; unacked: number; counts: Record<string, number>; behaviour: Behaviour }[]
  scenarios: { name: string; running: Record<string, unknown> | null }[]
  ledger: { sent: number; unacked: number; heard: number }
}
export const carriers = ['meridian-mobile', 'copperline'] as const

/** The world's controls, over HTTP: what happens in it, and what it knows to be true. */
export class Simulator {
  readonly url: string
  constructor(url: string) {
    this.url = url
  }

  state(): Promise<WorldState> {
    return this.#call('GET', '/state') as Promise<WorldState> // `as`: simulator/http/control-routes.ts
  }

  async truth(): Promise<Truth> {
    const truth = (await this.#call('GET', '/ledger?limit=1000000')) as Truth // `as`: the same
    assert.equal(truth.dropped, 0, 'the ledger has forgotten some')
    return truth
  }

  behave(carrier: string, change: BehaviourChange): Promise<unknown> {
    return this.#call('POST', `/carriers/${carrier}/behaviour`, change)
  }

  start(scenario: string, options: object = {}): Promise<unknown> {
    return this.#call('POST', `/scenarios/${scenario}`, options)
  }

  end(scenario: string): Promise<unknown> {
    return this.#call('DELETE', `/scenarios/${scenario}`)
  }

  /** How far a scenario is. */
  async progress(scenario: string): Promise<Record<string, unknown>> {
    return (await this.state()).scenarios.find(({ name }) => name === scenario)?.running ?? {}
  }

  async phone(name: string, personality = 'yours'): Promise<string> {
    return ((await this.#call('POST', '/phones', { name, personality })) as { number: string }).number // `as`: phone-routes.ts
  }

  send(from: string, to: string, text: string): Promise<Sent> {
    return this.#call('POST', `/phones/${encodeURIComponent(from)}/send`, { to, text }) as Promise<Sent> // `as`: the same
  }

  /** Links of both carriers are up. */
  linked(withinMs = 30_000): Promise<unknown> {
    const look = async () => (await this.state()).carriers.every(({ links }) => links > 0)
    return until('both carriers have a link', look, { withinMs, otherwise: () => this.state() })
  }

  /** Everything that was texted is acknowledged, receipts too. */
  settled(withinMs: number): Promise<unknown> {
    const look = async () => {
      const { carriers, ledger } = await this.state()
      return ledger.unacked === 0 && carriers.every(({ unacked }) => unacked === 0)
    }
    return until('the business has everything', look, { withinMs, everyMs: 200, otherwise: () => this.state() })
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const answer = await fetch(this.url + path, { method, ...json })
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

/** A world that outlives the server it texts to. */
export async function startSimulator(
  folder: string,
  env: Record<string, string>,
): Promise<{ running: Running; simulator: Simulator; ready: ReadyLine }> {
  const file = join(import.meta.dirname, '..', '..', '..', 'simulator', 'main.ts')
  const running = new Running(file, [], { SCENARIO: 'none', SIMULATOR_SEED: '7', ...env }, join(folder, 'simulator.log'))
  const [line] = await running.says(/\{.*\}\n/)
  const ready = JSON.parse(line) as ReadyLine // `as`: it is what it prints
  return { running, simulator: new Simulator(ready.http), ready }
}
