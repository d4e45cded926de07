import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeCache } from './api/cache.ts'
import { setUpClient } from './api/request.ts'
import { makeRouter } from './routes.tsx'
import './styles.css'
import { dress } from './ui/settings.ts'
import { Tips } from './ui/tips.tsx'

dress()
setUpClient()
const cache = makeCache(() => void router.invalidate())
const router = makeRouter(cache)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
        <Tips />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
