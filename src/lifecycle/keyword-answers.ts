import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import type { Event } from '#src/platform/events.ts'
import { replyTo } from '#src/policies/keyword-replies.ts'
import type { Keyword } from '#src/policies/keywords.ts'
import type { PolicySettings } from '#src/policies/settings.ts'

/** The one text that follows STOP, HELP or START. Its client id is the keyword's message, so that it is said once however often it is read. */
export function answersTo(events: readonly Event[], of: (workspaceId: number) => { brand: string; settings: PolicySettings }): Draft[] {
  return events.flatMap(({ kind, workspaceId, messageId, data, at }): Draft[] => {
    if (kind !== 'keyword.heard' || !messageId || !data) return []
    const said = data as {
      kind: Keyword['kind']
      language: Keyword['language']
      uri: Address
      number: Address
      conversation?: string | null
    } // `as`: we wrote it
    const { brand, settings } = of(workspaceId)
    const text = replyTo(said, brand, settings.keywordReplies)
    return [
      {
        workspaceId,
        from: said.number,
        to: [said.uri],
        purpose: 'keyword_reply',
        parts: [{ kind: 'text', text }],
        answersAt: at,
        clientId: `keyword:${messageId}`,
        ...(said.conversation && { conversationId: said.conversation }),
      },
    ]
  })
}
