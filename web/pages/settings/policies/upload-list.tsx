import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { putPoliciesListsByList } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { type ListHead, settingsKeys } from '../queries.ts'

/** A whole list from a file. It takes the place of what is there, so that is said first. */
export const UploadList = ({ head, title, most }: { head: ListHead; title: string; most: number }) => {
  const cache = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const upload = async () => {
    if (!file) return
    await putPoliciesListsByList({ path: { list: head.list }, body: await file.text() })
    await cache.invalidateQueries({ queryKey: settingsKeys.lists })
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={`File for ${title}`}
        className="sr-only"
        tabIndex={-1}
        onChange={(it) => {
          setFile(it.target.files?.[0] ?? null)
          it.target.value = ''
        }}
      />
      <Button size="sm" onClick={() => input.current?.click()}>
        <Upload className="size-3.5" aria-hidden />
        Load a file
      </Button>
      {file && (
        <Confirm title={`Load ${file.name}?`} verb="Load it" does={upload} close={() => setFile(null)}>
          <p>
            {head.entries === 0
              ? `“${title}” becomes what stands in the file.`
              : `The file takes the place of all ${head.entries.toLocaleString('en')} entries of “${title}”.`}
          </p>
          <p>
            One number or beginning of numbers a line, with its country code; what stands after a comma is a note. Up to{' '}
            {most.toLocaleString('en')}. If a line is no number, nothing is changed and you are told which.
          </p>
        </Confirm>
      )}
    </>
  )
}
