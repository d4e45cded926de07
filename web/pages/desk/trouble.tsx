import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { CloudAlert } from 'lucide-react'
import { plainly } from '../../api/request.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'

/** A page that could not be shown at all. */
export const Trouble = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <main id="main" className="grid min-h-dvh grow place-items-center">
      <Empty page icon={CloudAlert} title="This page could not be shown" actions={<Button onClick={again}>Try again</Button>}>
        <p role="alert">{plainly(error)}</p>
      </Empty>
    </main>
  )
}
