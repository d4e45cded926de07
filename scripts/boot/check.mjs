import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { root, say, seconds, step } from './say.mjs'

/**
 * The whole of CI: types, lint, and the tests, each under its heading; a stage that fails does not stop the next. The last line of all
 * counts the tests. `--with database-17` and `--with interop` add stages.
 */
export async function check(node, args) {
  const reports = mkdtempSync(join(tmpdir(), 'tandem-check-'))
  const extra = args.filter((_, at) => args[at - 1] === '--with')
  const total = { passed: 0, failed: 0, skipped: 0 }
  const failures = []
  const running = followSignals()

  for (const stage of await stages(extra)) {
    if (running.stopped) break
    const since = Date.now()
    process.stdout.write(`\n── ${stage.name} ──\n`)
    const report = join(reports, `${stage.name.replaceAll(' ', '-')}.json`)
    const command = stage.vitest ? vitest(stage.vitest, report) : stage.command
    const status = await stream(node, command, stage.env, running)
    if (stage.vitest) add(total, countsOf(report, status))
    else if (status !== 0) total.failed += 1
    if (status !== 0) failures.push(stage.name)
    process.stdout.write(`${stage.name}: ${status === 0 ? 'passed' : 'FAILED'} (${seconds(since)})\n`)
  }

  rmSync(reports, { recursive: true, force: true })
  if (running.stopped) failures.push('stopped before the end')
  if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`)
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return failures.length > 0 ? 1 : 0
}

const tsc = join('node_modules', 'typescript7', 'bin', 'tsc')

async function stages(extra) {
  const all = [
    { name: 'types', command: [tsc, '-p', 'tsconfig.json'] },
    ...(existsSync(join(root, 'web', 'tsconfig.json'))
      ? [{ name: 'types of the web app', command: [tsc, '-p', 'web/tsconfig.json'] }]
      : []),
    {
      name: 'lint',
      command: [join('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'],
    },
    { name: 'unit', vitest: 'unit' },
    { name: 'database', vitest: 'database' },
    { name: 'browser', vitest: 'browser' },
  ]
  if (extra.includes('database-17')) all.push(await onPostgres17())
  if (extra.includes('interop')) all.push({ name: 'interop', vitest: 'interop' })
  return all
}

/** Its programs have a lock file of their own: no start should download a second Postgres. */
async function onPostgres17() {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', join('test', 'support', 'postgres-17')]
  const { status, said } = await step('Installing Postgres 17', 'npm', args)
  if (status !== 0) say(said)
  return { name: 'database on Postgres 17', vitest: 'database', env: { TEST_PG_MAJOR: '17' } }
}

const vitest = (project, report) => [
  join('node_modules', 'vitest', 'vitest.mjs'),
  ...['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
]

function stream(node, command, env, running) {
  return new Promise((resolve) => {
    const PATH = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`
    const child = spawn(node, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH, ...env } })
    running.child = child
    child.on('error', () => resolve(-1))
    child.on('close', (status) => resolve(status ?? -1))
  })
}

/** A file that could not even be loaded has no tests to count: it counts as one that failed. A run without a report too. */
function countsOf(report, status) {
  if (!existsSync(report)) return { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  const it = JSON.parse(readFileSync(report, 'utf8'))
  const unloaded = it.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = it.numFailedTests + unloaded.length
  return { passed: it.numPassedTests, failed: failed || (status === 0 ? 0 : 1), skipped: it.numPendingTests + it.numTodoTests }
}

function add(total, counts) {
  for (const name of Object.keys(total)) total[name] += counts[name]
}

/** Stopped from outside, for instance by a time limit: the stage ends, and the count is still told. */
function followSignals() {
  const running = { child: null, stopped: false }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      running.stopped = true
      running.child?.kill(signal)
    })
  }
  return running
}
