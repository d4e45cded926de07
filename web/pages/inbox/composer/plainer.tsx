import { WandSparkles } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import type { Counted } from './counted.ts'

/** Named, so that nobody's words change unseen. */
const MOST_NAMED = 6

type Props = { plainer: Counted['plainer']; replace: (text: string) => void }

/** The marked characters make every segment shorter; one click says the same without them. */
export const Plainer = ({ plainer, replace }: Props) =>
  plainer && (
    <div role="status" className="mx-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-soft px-2.5 py-1 text-warn text-xs">
      <span className="min-w-0 grow">
        Marked characters make segments shorter: {plainer.names.slice(0, MOST_NAMED).join(', ')}
        {plainer.names.length > MOST_NAMED ? ` and ${plainer.names.length - MOST_NAMED} more` : ''}
      </span>
      <Button size="sm" look="outline" className="h-6" onClick={() => replace(plainer.text)}>
        <WandSparkles className="size-3.5" aria-hidden />
        Replace
      </Button>
    </div>
  )
