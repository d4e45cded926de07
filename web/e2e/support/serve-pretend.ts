import { pretend } from './pretend.ts'
import { clinic } from './seed.ts'

/** For developing the web app alone: `node web/e2e/support/serve-pretend.ts`, then `vite -c web/vite.config.ts`. */
const { url } = await pretend(clinic(), Number(process.env['PORT'] ?? 8080))
console.log(`A pretend Tandem listens at ${url}`)
