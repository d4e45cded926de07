import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { patchLinesById, postLines } from '../../../../client/sdk.generated.ts'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { No } from '../kit/no.tsx'
import { type Line, settingsKeys, teamsQuery } from '../queries.ts'
import { LineFields } from './line-fields.tsx'

type Props = { number: string; line?: Line; links: readonly LinkView[]; taken: readonly string[]; close: () => void }

/** A new line of a number, or the team and rank of one. */
export const LineDialog = ({ number, line, links, taken, close }: Props) => {
  const cache = useQueryClient()
  const { data: teams = [] } = useQuery(teamsQuery)
  const free = links.filter(({ id }) => !taken.includes(id))
  const [draft, setDraft] = useState({ linkId: line?.link.id ?? free[0]?.id ?? '', teamId: line?.teamId, rank: line?.rank ?? 0 })
  const teamId = draft.teamId === undefined ? (teams[0]?.id ?? null) : draft.teamId
  const save = useMutation({
    mutationFn: () =>
      line
        ? patchLinesById({ path: { id: line.id }, body: { teamId, rank: draft.rank } })
        : postLines({ body: { number, linkId: draft.linkId, teamId, rank: draft.rank } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: settingsKeys.numbers })
      close()
    },
  })
  return (
    <Dialog open close={close} title={line ? `${shown(number)} over ${line.link.name}` : `Let a link carry ${shown(number)}`}>
      <Form className="flex flex-col gap-4 overflow-y-auto p-5" send={() => save.mutate()} refused={save.error}>
        {!line && free.length === 0 ? (
          <p className="text-ink-2 text-sm">
            {links.length === 0 ? 'There is no link yet.' : 'Every link carries it already.'}{' '}
            <Link {...paths.newLink()} className="font-medium text-accent underline underline-offset-2">
              Add a carrier
            </Link>
            , then come back.
          </p>
        ) : (
          <>
            <LineFields links={line ? null : free} teams={teams} draft={{ ...draft, teamId }} set={setDraft} />
            <No error={save.error} />
            <Button look="primary" type="submit" disabled={save.isPending} className="self-end">
              Save
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
