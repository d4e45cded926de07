import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Page } from './kit/page.tsx'
import { sections } from './sections.ts'

/** Where a phone begins: a wide screen has the list at the side, and goes to the first page. */
export const SettingsIndexPage = () => (
  <Page title="Settings" index>
    <ul className="-mx-2 flex flex-col gap-1">
      {sections.map(({ to, title, says, icon: Icon }) => (
        <li key={title}>
          <Link {...to} className="flex items-center gap-3.5 rounded-xl px-2 py-3 hover:bg-hover">
            <span className="grid size-10 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent">
              <Icon className="size-5" strokeWidth={1.75} aria-hidden />
            </span>
            <span className="min-w-0 grow">
              <span className="block font-medium text-sm">{title}</span>
              <span className="block text-[0.8125rem] text-ink-3">{says}</span>
            </span>
            <ChevronRight className="size-4 shrink-0 text-ink-3" aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  </Page>
)
