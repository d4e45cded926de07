import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../kit/loaded.tsx'
import { LookOnly } from '../kit/look-only.tsx'
import { Page } from '../kit/page.tsx'
import { listsQuery, rulesQuery } from '../queries.ts'
import { ListPanel } from './list-panel.tsx'
import { RulesForm } from './rules-form.tsx'

/** What an admin decides about whether a message may be sent. */
export const PoliciesPage = () => {
  const rules = useQuery(rulesQuery)
  const lists = useQuery(listsQuery)
  return (
    <Page
      title="Rules for sending"
      lead="Every message is judged before it leaves. What the law says always holds; here you decide the rest. Why a message was held or refused stands on its own page."
    >
      <LookOnly scope="policies:write" />
      <Loaded of={rules}>{(it) => <RulesForm key={JSON.stringify(it.settings)} rules={it} />}</Loaded>
      <Loaded of={lists}>{({ items, most }) => items.map((head) => <ListPanel key={head.list} head={head} most={most} />)}</Loaded>
    </Page>
  )
}
