import { useEffect } from 'react'
import { useUnread } from '../../api/use-live.ts'

/** The number in the tab is the number that can be opened. */
export function useBadge(): void {
  const { all } = useUnread()
  useEffect(() => {
    document.title = all > 0 ? `(${all > 999 ? '999+' : all}) Tandem` : 'Tandem'
    document.querySelector<HTMLLinkElement>('link[rel=icon]')!.href = all > 0 ? '/favicon-unread.svg' : '/favicon.svg'
  }, [all])
}
