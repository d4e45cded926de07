import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'

/** A secret, the only time it is seen. */
export const ShownOnce = ({ label, secret }: { label: string; secret: string }) => {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    )
  return (
    <div className="rounded-xl border border-line-strong bg-ground p-3">
      <p className="mb-1.5 font-medium text-[0.8125rem] text-ink-2">{label}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 grow select-all break-all font-mono text-[0.8125rem]">{secret}</code>
        <Button size="sm" onClick={() => void copy()}>
          {copied === 'yes' ? <Check className="size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {copied === 'yes' && 'Copied.'}
      </p>
      {copied === 'failed' && (
        <p className="mt-1.5 text-warn text-xs">This browser did not allow it: select the text, and copy it by hand.</p>
      )}
    </div>
  )
}
