import { Link } from '@tanstack/react-router'
import { sections } from './sections.ts'

export const SettingsNav = ({ className }: { className: string }) => (
  <nav aria-label="Settings" className={className}>
    <p className="mb-3 px-2.5 font-semibold text-[0.9375rem]">Settings</p>
    <ul className="flex flex-col gap-0.5">
      {sections.map(({ to, title, icon: Icon }) => (
        <li key={title}>
          <Link
            {...to}
            className="flex items-center gap-2.5 rounded-lg px-2.5 py-2 font-medium text-[0.8125rem] text-ink-2 transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-chosen aria-[current=page]:text-accent"
          >
            <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)
