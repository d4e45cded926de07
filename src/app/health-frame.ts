import type { LiveFrame } from '#src/conversations/views.ts'
import type { Ways } from './ways.ts'

/** What everybody of a workspace is told of how it goes. A link that no line uses holds nothing up: whoever sets it up sees it among the links. */
export const healthFrame = (
  links: readonly Pick<ReturnType<Ways['links']>[number], 'workspaceId' | 'name' | 'carries' | 'up'>[],
  workspaceId: number,
  diskLow: boolean,
): Extract<LiveFrame, { kind: 'health' }> => ({
  kind: 'health',
  links: links.filter((it) => it.workspaceId === workspaceId && it.carries).map(({ name, up }) => ({ name, up })),
  diskLow,
})
