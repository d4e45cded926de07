import { Lock } from 'lucide-react'
import { type Scope, scopes } from '#src/workspaces/api-keys/scopes.ts'
import { Empty } from '../../../ui/empty.tsx'
import { useAdmins } from '../may.ts'
import { Page } from './page.tsx'

/** A page somebody's role does not open: why, and whom to ask. */
export const ForbiddenPage = ({ title, scope }: { title: string; scope: Scope }) => {
  const admins = useAdmins()
  return (
    <Page title={title}>
      <Empty icon={Lock} title="Only owners and admins see this">
        Your role is member, which lacks “{scopes[scope].replace(/\.$/, '')}”.{' '}
        {admins.length > 0 ? `Ask ${admins.slice(0, 3).join(' or ')}.` : 'Ask an owner of the workspace.'}
      </Empty>
    </Page>
  )
}
