import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { paths } from '../../paths.ts'

/** Comes in one way or another, and goes where the person was going. */
export function useEntry<T>(enter: (by: T) => Promise<void>) {
  const navigate = useNavigate()
  const { to } = useSearch({ from: '/sign-in' })
  return useMutation({
    mutationFn: enter,
    onSuccess: () => (to && isOurs(to) ? navigate({ href: to }) : navigate(paths.inbox())),
  })
}

/** A path of this site and no other: `//elsewhere.example` would lead away. */
export const isOurs = (to: string): boolean => /^\/(?![/\\])/.test(to)
