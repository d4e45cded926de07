// @ts-nocheck
// Made from docs/openapi.json by scripts/client.ts; a test fails if they differ.

import { client } from './client.generated.ts';
import type { Client, ClientMeta, Options as Options2, RequestResult, TDataShape } from './client/index.ts';
import type { DeleteCarriersByIdData, DeleteCarriersByIdErrors, DeleteCarriersByIdResponses, DeleteInvitationsByIdData, DeleteInvitationsByIdErrors, DeleteInvitationsByIdResponses, DeleteKeysByIdData, DeleteKeysByIdErrors, DeleteKeysByIdResponses, DeleteLinesByIdData, DeleteLinesByIdErrors, DeleteLinesByIdResponses, DeleteLinksByIdData, DeleteLinksByIdErrors, DeleteLinksByIdResponses, DeleteMembersByIdData, DeleteMembersByIdErrors, DeleteMembersByIdResponses, DeleteNumbersByNumberData, DeleteNumbersByNumberErrors, DeleteNumbersByNumberResponses, DeletePoliciesListsByListByPrefixData, DeletePoliciesListsByListByPrefixErrors, DeletePoliciesListsByListByPrefixResponses, DeleteWebhooksByIdData, DeleteWebhooksByIdErrors, DeleteWebhooksByIdResponses, GetCarriersData, GetCarriersErrors, GetCarriersResponses, GetChannelsData, GetChannelsErrors, GetChannelsResponses, GetContactsByIdData, GetContactsByIdErrors, GetContactsByIdResponses, GetContactsData, GetContactsErrors, GetContactsResponses, GetConversationsByIdData, GetConversationsByIdErrors, GetConversationsByIdMessagesData, GetConversationsByIdMessagesErrors, GetConversationsByIdMessagesResponses, GetConversationsByIdResponses, GetConversationsData, GetConversationsErrors, GetConversationsResponses, GetEventsData, GetEventsErrors, GetEventsResponses, GetInvitationsData, GetInvitationsErrors, GetInvitationsResponses, GetKeysData, GetKeysErrors, GetKeysResponses, GetLinesByIdData, GetLinesByIdErrors, GetLinesByIdResponses, GetLinesData, GetLinesErrors, GetLinesResponses, GetLinksByIdData, GetLinksByIdErrors, GetLinksByIdResponses, GetLinksData, GetLinksErrors, GetLinksResponses, GetMembersData, GetMembersErrors, GetMembersResponses, GetMessagesByIdData, GetMessagesByIdErrors, GetMessagesByIdResponses, GetMessagesData, GetMessagesErrors, GetMessagesResponses, GetNumbersData, GetNumbersErrors, GetNumbersResponses, GetPoliciesListsByListData, GetPoliciesListsByListErrors, GetPoliciesListsByListResponses, GetPoliciesListsData, GetPoliciesListsErrors, GetPoliciesListsResponses, GetPoliciesSettingsData, GetPoliciesSettingsErrors, GetPoliciesSettingsResponses, GetTeamsData, GetTeamsErrors, GetTeamsResponses, GetWebhooksByIdData, GetWebhooksByIdDeliveriesData, GetWebhooksByIdDeliveriesErrors, GetWebhooksByIdDeliveriesResponses, GetWebhooksByIdErrors, GetWebhooksByIdResponses, GetWebhooksData, GetWebhooksErrors, GetWebhooksResponses, PatchCarriersByIdData, PatchCarriersByIdErrors, PatchCarriersByIdResponses, PatchContactsByIdData, PatchContactsByIdErrors, PatchContactsByIdResponses, PatchLinesByIdData, PatchLinesByIdErrors, PatchLinesByIdResponses, PatchLinksByIdData, PatchLinksByIdErrors, PatchLinksByIdResponses, PatchMembersByIdData, PatchMembersByIdErrors, PatchMembersByIdResponses, PatchNumbersByNumberData, PatchNumbersByNumberErrors, PatchNumbersByNumberResponses, PatchWebhooksByIdData, PatchWebhooksByIdErrors, PatchWebhooksByIdResponses, PostCarriersData, PostCarriersErrors, PostCarriersResponses, PostConversationsByIdAssigneeData, PostConversationsByIdAssigneeErrors, PostConversationsByIdAssigneeResponses, PostConversationsByIdMessagesData, PostConversationsByIdMessagesErrors, PostConversationsByIdMessagesResponses, PostConversationsByIdReadData, PostConversationsByIdReadErrors, PostConversationsByIdReadResponses, PostConversationsData, PostConversationsErrors, PostConversationsResponses, PostInvitationsData, PostInvitationsErrors, PostInvitationsResponses, PostKeysData, PostKeysErrors, PostKeysResponses, PostLinesData, PostLinesErrors, PostLinesResponses, PostLinksByIdTestData, PostLinksByIdTestErrors, PostLinksByIdTestResponses, PostLinksData, PostLinksErrors, PostLinksResponses, PostLinksTestData, PostLinksTestErrors, PostLinksTestResponses, PostMessagesByIdApproveData, PostMessagesByIdApproveErrors, PostMessagesByIdApproveResponses, PostMessagesByIdCancelData, PostMessagesByIdCancelErrors, PostMessagesByIdCancelResponses, PostMessagesByIdSettleData, PostMessagesByIdSettleErrors, PostMessagesByIdSettleResponses, PostMessagesData, PostMessagesErrors, PostMessagesPreviewData, PostMessagesPreviewErrors, PostMessagesPreviewResponses, PostMessagesResponses, PostNumbersData, PostNumbersErrors, PostNumbersResponses, PostPoliciesListsByListData, PostPoliciesListsByListErrors, PostPoliciesListsByListResponses, PostWebhooksByIdDeliveriesByDeliveryIdReplayData, PostWebhooksByIdDeliveriesByDeliveryIdReplayErrors, PostWebhooksByIdDeliveriesByDeliveryIdReplayResponses, PostWebhooksByIdReplayData, PostWebhooksByIdReplayErrors, PostWebhooksByIdReplayResponses, PostWebhooksByIdSecretData, PostWebhooksByIdSecretErrors, PostWebhooksByIdSecretResponses, PostWebhooksByIdTestData, PostWebhooksByIdTestErrors, PostWebhooksByIdTestResponses, PostWebhooksData, PostWebhooksErrors, PostWebhooksResponses, PutPoliciesListsByListData, PutPoliciesListsByListErrors, PutPoliciesListsByListResponses, PutPoliciesSettingsData, PutPoliciesSettingsErrors, PutPoliciesSettingsResponses } from './types.generated.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * Carriers
 *
 * Needs the scope `links:read`.
 */
export const getCarriers = <ThrowOnError extends boolean = true>(options?: Options<GetCarriersData, ThrowOnError>): RequestResult<GetCarriersResponses, GetCarriersErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetCarriersResponses, GetCarriersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/carriers',
    ...options
});

/**
 * Add a carrier
 *
 * Needs the scope `links:write`.
 */
export const postCarriers = <ThrowOnError extends boolean = true>(options: Options<PostCarriersData, ThrowOnError>): RequestResult<PostCarriersResponses, PostCarriersErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostCarriersResponses, PostCarriersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/carriers',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Remove a carrier without links
 *
 * Needs the scope `links:write`.
 */
export const deleteCarriersById = <ThrowOnError extends boolean = true>(options: Options<DeleteCarriersByIdData, ThrowOnError>): RequestResult<DeleteCarriersByIdResponses, DeleteCarriersByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteCarriersByIdResponses, DeleteCarriersByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/carriers/{id}',
    ...options
});

/**
 * Rename a carrier
 *
 * Needs the scope `links:write`.
 */
export const patchCarriersById = <ThrowOnError extends boolean = true>(options: Options<PatchCarriersByIdData, ThrowOnError>): RequestResult<PatchCarriersByIdResponses, PatchCarriersByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchCarriersByIdResponses, PatchCarriersByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/carriers/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Kinds of links there can be
 *
 * With a JSON Schema of their settings, from which a form can be drawn.
 *
 * Needs the scope `links:read`.
 */
export const getChannels = <ThrowOnError extends boolean = true>(options?: Options<GetChannelsData, ThrowOnError>): RequestResult<GetChannelsResponses, GetChannelsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetChannelsResponses, GetChannelsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/channels',
    ...options
});

/**
 * Contacts, the newest first
 *
 * With `number`, those whose number has these digits in a row.
 *
 * Needs the scope `contacts:read`.
 */
export const getContacts = <ThrowOnError extends boolean = true>(options?: Options<GetContactsData, ThrowOnError>): RequestResult<GetContactsResponses, GetContactsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetContactsResponses, GetContactsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/contacts',
    ...options
});

/**
 * One contact
 *
 * Needs the scope `contacts:read`.
 */
export const getContactsById = <ThrowOnError extends boolean = true>(options: Options<GetContactsByIdData, ThrowOnError>): RequestResult<GetContactsByIdResponses, GetContactsByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetContactsByIdResponses, GetContactsByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/contacts/{id}',
    ...options
});

/**
 * Name a contact
 *
 * Needs the scope `contacts:write`.
 */
export const patchContactsById = <ThrowOnError extends boolean = true>(options: Options<PatchContactsByIdData, ThrowOnError>): RequestResult<PatchContactsByIdResponses, PatchContactsByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchContactsByIdResponses, PatchContactsByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/contacts/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Conversations, the latest first
 *
 * With `q` they are searched: words, names, numbers.
 *
 * Needs the scope `conversations:read`.
 */
export const getConversations = <ThrowOnError extends boolean = true>(options?: Options<GetConversationsData, ThrowOnError>): RequestResult<GetConversationsResponses, GetConversationsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetConversationsResponses, GetConversationsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations',
    ...options
});

/**
 * Start a conversation
 *
 * Needs the scope `messages:send`.
 */
export const postConversations = <ThrowOnError extends boolean = true>(options: Options<PostConversationsData, ThrowOnError>): RequestResult<PostConversationsResponses, PostConversationsErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostConversationsResponses, PostConversationsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * One conversation
 *
 * Needs the scope `conversations:read`.
 */
export const getConversationsById = <ThrowOnError extends boolean = true>(options: Options<GetConversationsByIdData, ThrowOnError>): RequestResult<GetConversationsByIdResponses, GetConversationsByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetConversationsByIdResponses, GetConversationsByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations/{id}',
    ...options
});

/**
 * Give a conversation to a member, or to nobody
 *
 * Needs the scope `conversations:write`.
 */
export const postConversationsByIdAssignee = <ThrowOnError extends boolean = true>(options: Options<PostConversationsByIdAssigneeData, ThrowOnError>): RequestResult<PostConversationsByIdAssigneeResponses, PostConversationsByIdAssigneeErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostConversationsByIdAssigneeResponses, PostConversationsByIdAssigneeErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations/{id}/assignee',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Messages of a conversation, the newest page first
 *
 * Or the page `before` a message, the one `after` it, or the one `around` it.
 *
 * Needs the scope `conversations:read`.
 */
export const getConversationsByIdMessages = <ThrowOnError extends boolean = true>(options: Options<GetConversationsByIdMessagesData, ThrowOnError>): RequestResult<GetConversationsByIdMessagesResponses, GetConversationsByIdMessagesErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetConversationsByIdMessagesResponses, GetConversationsByIdMessagesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations/{id}/messages',
    ...options
});

/**
 * Answer in a conversation
 *
 * Needs the scope `messages:send`.
 */
export const postConversationsByIdMessages = <ThrowOnError extends boolean = true>(options: Options<PostConversationsByIdMessagesData, ThrowOnError>): RequestResult<PostConversationsByIdMessagesResponses, PostConversationsByIdMessagesErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostConversationsByIdMessagesResponses, PostConversationsByIdMessagesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations/{id}/messages',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Say how far you have read
 *
 * For members alone: a key reads nothing.
 *
 * Needs the scope `conversations:write`.
 */
export const postConversationsByIdRead = <ThrowOnError extends boolean = true>(options: Options<PostConversationsByIdReadData, ThrowOnError>): RequestResult<PostConversationsByIdReadResponses, PostConversationsByIdReadErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostConversationsByIdReadResponses, PostConversationsByIdReadErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/conversations/{id}/read',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What happened, in order
 *
 * Give `upTo` back as `after`. With `Accept: text/event-stream` the answer stays open and goes on as server-sent events.
 *
 * Needs the scope `events:read`.
 */
export const getEvents = <ThrowOnError extends boolean = true>(options?: Options<GetEventsData, ThrowOnError>): RequestResult<GetEventsResponses, GetEventsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetEventsResponses, GetEventsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/events',
    ...options
});

/**
 * Invitations nobody has used yet
 *
 * The newest first, without those that were taken back or have expired. Their links were shown once, and are not here.
 *
 * Needs the scope `members:read`.
 */
export const getInvitations = <ThrowOnError extends boolean = true>(options?: Options<GetInvitationsData, ThrowOnError>): RequestResult<GetInvitationsResponses, GetInvitationsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetInvitationsResponses, GetInvitationsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/invitations',
    ...options
});

/**
 * Invite somebody: the link is shown this once
 *
 * Whoever opens the link, once, within seven days, becomes a member with this role: hand it over as you would a key. Nobody gives a role above their own, and a key never makes an owner.
 *
 * Needs the scope `members:write`.
 */
export const postInvitations = <ThrowOnError extends boolean = true>(options: Options<PostInvitationsData, ThrowOnError>): RequestResult<PostInvitationsResponses, PostInvitationsErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostInvitationsResponses, PostInvitationsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/invitations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take an invitation back
 *
 * Needs the scope `members:write`.
 */
export const deleteInvitationsById = <ThrowOnError extends boolean = true>(options: Options<DeleteInvitationsByIdData, ThrowOnError>): RequestResult<DeleteInvitationsByIdResponses, DeleteInvitationsByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteInvitationsByIdResponses, DeleteInvitationsByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/invitations/{id}',
    ...options
});

/**
 * Keys of the workspace
 *
 * Needs the scope `keys:read`.
 */
export const getKeys = <ThrowOnError extends boolean = true>(options?: Options<GetKeysData, ThrowOnError>): RequestResult<GetKeysResponses, GetKeysErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetKeysResponses, GetKeysErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/keys',
    ...options
});

/**
 * Make a key: it is shown this once
 *
 * Needs the scope `keys:write`.
 */
export const postKeys = <ThrowOnError extends boolean = true>(options: Options<PostKeysData, ThrowOnError>): RequestResult<PostKeysResponses, PostKeysErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostKeysResponses, PostKeysErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Revoke a key
 *
 * Needs the scope `keys:write`.
 */
export const deleteKeysById = <ThrowOnError extends boolean = true>(options: Options<DeleteKeysByIdData, ThrowOnError>): RequestResult<DeleteKeysByIdResponses, DeleteKeysByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteKeysByIdResponses, DeleteKeysByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/keys/{id}',
    ...options
});

/**
 * Lines the team can send from
 *
 * Only those whose link is open. With teams and links: GET /v1/numbers.
 *
 * Needs the scope `numbers:read`.
 */
export const getLines = <ThrowOnError extends boolean = true>(options?: Options<GetLinesData, ThrowOnError>): RequestResult<GetLinesResponses, GetLinesErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetLinesResponses, GetLinesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/lines',
    ...options
});

/**
 * Let a number be carried by a link
 *
 * Needs the scope `numbers:write`.
 */
export const postLines = <ThrowOnError extends boolean = true>(options: Options<PostLinesData, ThrowOnError>): RequestResult<PostLinesResponses, PostLinesErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostLinesResponses, PostLinesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/lines',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Remove a line
 *
 * Needs the scope `numbers:write`.
 */
export const deleteLinesById = <ThrowOnError extends boolean = true>(options: Options<DeleteLinesByIdData, ThrowOnError>): RequestResult<DeleteLinesByIdResponses, DeleteLinesByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteLinesByIdResponses, DeleteLinesByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/lines/{id}',
    ...options
});

/**
 * One line
 *
 * Needs the scope `numbers:read`.
 */
export const getLinesById = <ThrowOnError extends boolean = true>(options: Options<GetLinesByIdData, ThrowOnError>): RequestResult<GetLinesByIdResponses, GetLinesByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetLinesByIdResponses, GetLinesByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/lines/{id}',
    ...options
});

/**
 * Change a line’s team or rank
 *
 * Needs the scope `numbers:write`.
 */
export const patchLinesById = <ThrowOnError extends boolean = true>(options: Options<PatchLinesByIdData, ThrowOnError>): RequestResult<PatchLinesByIdResponses, PatchLinesByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchLinesByIdResponses, PatchLinesByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/lines/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Links, and how they are now
 *
 * Needs the scope `links:read`.
 */
export const getLinks = <ThrowOnError extends boolean = true>(options?: Options<GetLinksData, ThrowOnError>): RequestResult<GetLinksResponses, GetLinksErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetLinksResponses, GetLinksErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links',
    ...options
});

/**
 * Add a link
 *
 * It is opened at once, unless `enabled` is false; look at its state to see whether it came up.
 *
 * Needs the scope `links:write`.
 */
export const postLinks = <ThrowOnError extends boolean = true>(options: Options<PostLinksData, ThrowOnError>): RequestResult<PostLinksResponses, PostLinksErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostLinksResponses, PostLinksErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Remove a link that nothing uses
 *
 * While a line uses it, or messages wait for it, it is refused: 409.
 *
 * Needs the scope `links:write`.
 */
export const deleteLinksById = <ThrowOnError extends boolean = true>(options: Options<DeleteLinksByIdData, ThrowOnError>): RequestResult<DeleteLinksByIdResponses, DeleteLinksByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteLinksByIdResponses, DeleteLinksByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links/{id}',
    ...options
});

/**
 * One link
 *
 * Needs the scope `links:read`.
 */
export const getLinksById = <ThrowOnError extends boolean = true>(options: Options<GetLinksByIdData, ThrowOnError>): RequestResult<GetLinksByIdResponses, GetLinksByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetLinksByIdResponses, GetLinksByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links/{id}',
    ...options
});

/**
 * Change a link
 *
 * With other settings it is closed and opened again; what is under way is waited for.
 *
 * Needs the scope `links:write`.
 */
export const patchLinksById = <ThrowOnError extends boolean = true>(options: Options<PatchLinksByIdData, ThrowOnError>): RequestResult<PatchLinksByIdResponses, PatchLinksByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchLinksByIdResponses, PatchLinksByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Try out a link, with its settings or others
 *
 * Opens a second connection beside it, says within ten seconds what happened, and closes it. Nothing is sent.
 *
 * Needs the scope `links:write`.
 */
export const postLinksByIdTest = <ThrowOnError extends boolean = true>(options: Options<PostLinksByIdTestData, ThrowOnError>): RequestResult<PostLinksByIdTestResponses, PostLinksByIdTestErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostLinksByIdTestResponses, PostLinksByIdTestErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links/{id}/test',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Try out settings before they are saved
 *
 * Opens a connection, says within ten seconds what happened, and closes it. Nothing is sent.
 *
 * Needs the scope `links:write`.
 */
export const postLinksTest = <ThrowOnError extends boolean = true>(options: Options<PostLinksTestData, ThrowOnError>): RequestResult<PostLinksTestResponses, PostLinksTestErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostLinksTestResponses, PostLinksTestErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/links/test',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Members
 *
 * Needs the scope `members:read`.
 */
export const getMembers = <ThrowOnError extends boolean = true>(options?: Options<GetMembersData, ThrowOnError>): RequestResult<GetMembersResponses, GetMembersErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetMembersResponses, GetMembersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/members',
    ...options
});

/**
 * Remove a member
 *
 * They are signed out at once, everywhere. Their conversations go to `assignTo`, or to nobody; what they wrote keeps their name. The invitations they made are taken back. Keys they made stay. The only owner cannot be removed.
 *
 * Needs the scope `members:write`.
 */
export const deleteMembersById = <ThrowOnError extends boolean = true>(options: Options<DeleteMembersByIdData, ThrowOnError>): RequestResult<DeleteMembersByIdResponses, DeleteMembersByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteMembersByIdResponses, DeleteMembersByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/members/{id}',
    ...options
});

/**
 * Rename a member, or give another role
 *
 * It holds from their next request on. Nobody gives a role above their own, nor changes somebody above them; a key stands where an admin does. The only owner stays one. Who is lowered loses the open invitations they made. Everybody may give themselves another name.
 *
 * Needs the scope `members:write`.
 */
export const patchMembersById = <ThrowOnError extends boolean = true>(options: Options<PatchMembersByIdData, ThrowOnError>): RequestResult<PatchMembersByIdResponses, PatchMembersByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchMembersByIdResponses, PatchMembersByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/members/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Messages, the newest first
 *
 * Needs the scope `messages:read`.
 */
export const getMessages = <ThrowOnError extends boolean = true>(options?: Options<GetMessagesData, ThrowOnError>): RequestResult<GetMessagesResponses, GetMessagesErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetMessagesResponses, GetMessagesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages',
    ...options
});

/**
 * Send one message, or a list
 *
 * A list answers one result each; what a rule blocks is accepted and recorded as failed, with its reason.
 *
 * Needs the scope `messages:send`.
 */
export const postMessages = <ThrowOnError extends boolean = true>(options: Options<PostMessagesData, ThrowOnError>): RequestResult<PostMessagesResponses, PostMessagesErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostMessagesResponses, PostMessagesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * A message with its whole working: verdicts, events, segments
 *
 * Needs the scope `messages:read`.
 */
export const getMessagesById = <ThrowOnError extends boolean = true>(options: Options<GetMessagesByIdData, ThrowOnError>): RequestResult<GetMessagesByIdResponses, GetMessagesByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetMessagesByIdResponses, GetMessagesByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages/{id}',
    ...options
});

/**
 * Let a message go that waits for review
 *
 * A person’s decision: a member’s session, not a key. It is judged again, but for what the person was asked.
 *
 * Needs the scope `messages:send`.
 */
export const postMessagesByIdApprove = <ThrowOnError extends boolean = true>(options: Options<PostMessagesByIdApproveData, ThrowOnError>): RequestResult<PostMessagesByIdApproveResponses, PostMessagesByIdApproveErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostMessagesByIdApproveResponses, PostMessagesByIdApproveErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages/{id}/approve',
    ...options
});

/**
 * Call a message back before it leaves
 *
 * Needs the scope `messages:send`.
 */
export const postMessagesByIdCancel = <ThrowOnError extends boolean = true>(options: Options<PostMessagesByIdCancelData, ThrowOnError>): RequestResult<PostMessagesByIdCancelResponses, PostMessagesByIdCancelErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostMessagesByIdCancelResponses, PostMessagesByIdCancelErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages/{id}/cancel',
    ...options
});

/**
 * Send a message in doubt again, or let it rest
 *
 * Needs the scope `messages:send`.
 */
export const postMessagesByIdSettle = <ThrowOnError extends boolean = true>(options: Options<PostMessagesByIdSettleData, ThrowOnError>): RequestResult<PostMessagesByIdSettleResponses, PostMessagesByIdSettleErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostMessagesByIdSettleResponses, PostMessagesByIdSettleErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages/{id}/settle',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Say what would become of a message, without sending it
 *
 * The body of a send: its line, its size and what every rule says about it now. Nothing is recorded, no conversation is made. A list answers one each.
 *
 * Needs the scope `messages:send`.
 */
export const postMessagesPreview = <ThrowOnError extends boolean = true>(options: Options<PostMessagesPreviewData, ThrowOnError>): RequestResult<PostMessagesPreviewResponses, PostMessagesPreviewErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostMessagesPreviewResponses, PostMessagesPreviewErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/messages/preview',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Numbers with their lines
 *
 * Needs the scope `numbers:read`.
 */
export const getNumbers = <ThrowOnError extends boolean = true>(options?: Options<GetNumbersData, ThrowOnError>): RequestResult<GetNumbersResponses, GetNumbersErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetNumbersResponses, GetNumbersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/numbers',
    ...options
});

/**
 * Add a number
 *
 * Needs the scope `numbers:write`.
 */
export const postNumbers = <ThrowOnError extends boolean = true>(options: Options<PostNumbersData, ThrowOnError>): RequestResult<PostNumbersResponses, PostNumbersErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostNumbersResponses, PostNumbersErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/numbers',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Remove a number without lines
 *
 * Needs the scope `numbers:write`.
 */
export const deleteNumbersByNumber = <ThrowOnError extends boolean = true>(options: Options<DeleteNumbersByNumberData, ThrowOnError>): RequestResult<DeleteNumbersByNumberResponses, DeleteNumbersByNumberErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteNumbersByNumberResponses, DeleteNumbersByNumberErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/numbers/{number}',
    ...options
});

/**
 * Change a number’s label
 *
 * Needs the scope `numbers:write`.
 */
export const patchNumbersByNumber = <ThrowOnError extends boolean = true>(options: Options<PatchNumbersByNumberData, ThrowOnError>): RequestResult<PatchNumbersByNumberResponses, PatchNumbersByNumberErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchNumbersByNumberResponses, PatchNumbersByNumberErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/numbers/{number}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Lists of numbers
 *
 * Needs the scope `policies:read`.
 */
export const getPoliciesLists = <ThrowOnError extends boolean = true>(options?: Options<GetPoliciesListsData, ThrowOnError>): RequestResult<GetPoliciesListsResponses, GetPoliciesListsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetPoliciesListsResponses, GetPoliciesListsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/lists',
    ...options
});

/**
 * What stands in a list
 *
 * Needs the scope `policies:read`.
 */
export const getPoliciesListsByList = <ThrowOnError extends boolean = true>(options: Options<GetPoliciesListsByListData, ThrowOnError>): RequestResult<GetPoliciesListsByListResponses, GetPoliciesListsByListErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetPoliciesListsByListResponses, GetPoliciesListsByListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/lists/{list}',
    ...options
});

/**
 * Add to a list
 *
 * Needs the scope `policies:write`.
 */
export const postPoliciesListsByList = <ThrowOnError extends boolean = true>(options: Options<PostPoliciesListsByListData, ThrowOnError>): RequestResult<PostPoliciesListsByListResponses, PostPoliciesListsByListErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostPoliciesListsByListResponses, PostPoliciesListsByListErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/lists/{list}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Replace a list by a file
 *
 * One number, or beginning of numbers, a line, with its country code; what stands after a comma is a note. The first line may be a heading. An empty file empties the list.
 *
 * Needs the scope `policies:write`.
 */
export const putPoliciesListsByList = <ThrowOnError extends boolean = true>(options: Options<PutPoliciesListsByListData, ThrowOnError>): RequestResult<PutPoliciesListsByListResponses, PutPoliciesListsByListErrors, ThrowOnError, 'data'> => (options.client ?? client).put<PutPoliciesListsByListResponses, PutPoliciesListsByListErrors, ThrowOnError, 'data'>({
    bodySerializer: null,
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/lists/{list}',
    ...options,
    headers: {
        'Content-Type': 'text/csv',
        ...options.headers
    }
});

/**
 * Take one number off a list
 *
 * Needs the scope `policies:write`.
 */
export const deletePoliciesListsByListByPrefix = <ThrowOnError extends boolean = true>(options: Options<DeletePoliciesListsByListByPrefixData, ThrowOnError>): RequestResult<DeletePoliciesListsByListByPrefixResponses, DeletePoliciesListsByListByPrefixErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeletePoliciesListsByListByPrefixResponses, DeletePoliciesListsByListByPrefixErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/lists/{list}/{prefix}',
    ...options
});

/**
 * Rules for sending
 *
 * Needs the scope `policies:read`.
 */
export const getPoliciesSettings = <ThrowOnError extends boolean = true>(options?: Options<GetPoliciesSettingsData, ThrowOnError>): RequestResult<GetPoliciesSettingsResponses, GetPoliciesSettingsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetPoliciesSettingsResponses, GetPoliciesSettingsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/settings',
    ...options
});

/**
 * Change the rules for sending
 *
 * As a whole: what is left out gets its default.
 *
 * Needs the scope `policies:write`.
 */
export const putPoliciesSettings = <ThrowOnError extends boolean = true>(options?: Options<PutPoliciesSettingsData, ThrowOnError>): RequestResult<PutPoliciesSettingsResponses, PutPoliciesSettingsErrors, ThrowOnError, 'data'> => (options?.client ?? client).put<PutPoliciesSettingsResponses, PutPoliciesSettingsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/policies/settings',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Teams
 *
 * Needs the scope `members:read`.
 */
export const getTeams = <ThrowOnError extends boolean = true>(options?: Options<GetTeamsData, ThrowOnError>): RequestResult<GetTeamsResponses, GetTeamsErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetTeamsResponses, GetTeamsErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/teams',
    ...options
});

/**
 * Webhooks
 *
 * Needs the scope `webhooks:read`.
 */
export const getWebhooks = <ThrowOnError extends boolean = true>(options?: Options<GetWebhooksData, ThrowOnError>): RequestResult<GetWebhooksResponses, GetWebhooksErrors, ThrowOnError, 'data'> => (options?.client ?? client).get<GetWebhooksResponses, GetWebhooksErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks',
    ...options
});

/**
 * Add a webhook: its secret is shown this once
 *
 * It is told what happens from now on, unless `after` says from where.
 *
 * Needs the scope `webhooks:write`.
 */
export const postWebhooks = <ThrowOnError extends boolean = true>(options: Options<PostWebhooksData, ThrowOnError>): RequestResult<PostWebhooksResponses, PostWebhooksErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostWebhooksResponses, PostWebhooksErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Remove a webhook and what it was told
 *
 * Needs the scope `webhooks:write`.
 */
export const deleteWebhooksById = <ThrowOnError extends boolean = true>(options: Options<DeleteWebhooksByIdData, ThrowOnError>): RequestResult<DeleteWebhooksByIdResponses, DeleteWebhooksByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).delete<DeleteWebhooksByIdResponses, DeleteWebhooksByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}',
    ...options
});

/**
 * One webhook
 *
 * Needs the scope `webhooks:read`.
 */
export const getWebhooksById = <ThrowOnError extends boolean = true>(options: Options<GetWebhooksByIdData, ThrowOnError>): RequestResult<GetWebhooksByIdResponses, GetWebhooksByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetWebhooksByIdResponses, GetWebhooksByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}',
    ...options
});

/**
 * Change a webhook, pause it, or let it go on
 *
 * Needs the scope `webhooks:write`.
 */
export const patchWebhooksById = <ThrowOnError extends boolean = true>(options: Options<PatchWebhooksByIdData, ThrowOnError>): RequestResult<PatchWebhooksByIdResponses, PatchWebhooksByIdErrors, ThrowOnError, 'data'> => (options.client ?? client).patch<PatchWebhooksByIdResponses, PatchWebhooksByIdErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * What a webhook was told, the latest first
 *
 * Needs the scope `webhooks:read`.
 */
export const getWebhooksByIdDeliveries = <ThrowOnError extends boolean = true>(options: Options<GetWebhooksByIdDeliveriesData, ThrowOnError>): RequestResult<GetWebhooksByIdDeliveriesResponses, GetWebhooksByIdDeliveriesErrors, ThrowOnError, 'data'> => (options.client ?? client).get<GetWebhooksByIdDeliveriesResponses, GetWebhooksByIdDeliveriesErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}/deliveries',
    ...options
});

/**
 * Tell what a delivery told once more
 *
 * Under a new id, at once, beside whatever is being told. Answers what came of it.
 *
 * Needs the scope `webhooks:write`.
 */
export const postWebhooksByIdDeliveriesByDeliveryIdReplay = <ThrowOnError extends boolean = true>(options: Options<PostWebhooksByIdDeliveriesByDeliveryIdReplayData, ThrowOnError>): RequestResult<PostWebhooksByIdDeliveriesByDeliveryIdReplayResponses, PostWebhooksByIdDeliveriesByDeliveryIdReplayErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostWebhooksByIdDeliveriesByDeliveryIdReplayResponses, PostWebhooksByIdDeliveriesByDeliveryIdReplayErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}/deliveries/{deliveryId}/replay',
    ...options
});

/**
 * Tell a part of the log again, or skip what waits
 *
 * Needs the scope `webhooks:write`.
 */
export const postWebhooksByIdReplay = <ThrowOnError extends boolean = true>(options: Options<PostWebhooksByIdReplayData, ThrowOnError>): RequestResult<PostWebhooksByIdReplayResponses, PostWebhooksByIdReplayErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostWebhooksByIdReplayResponses, PostWebhooksByIdReplayErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}/replay',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Give a webhook a new secret: it is shown this once
 *
 * For a day both sign, so that the other side can change over without a gap.
 *
 * Needs the scope `webhooks:write`.
 */
export const postWebhooksByIdSecret = <ThrowOnError extends boolean = true>(options: Options<PostWebhooksByIdSecretData, ThrowOnError>): RequestResult<PostWebhooksByIdSecretResponses, PostWebhooksByIdSecretErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostWebhooksByIdSecretResponses, PostWebhooksByIdSecretErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}/secret',
    ...options
});

/**
 * Call a webhook with a test event
 *
 * Answers what came of it. Also for one that is paused.
 *
 * Needs the scope `webhooks:write`.
 */
export const postWebhooksByIdTest = <ThrowOnError extends boolean = true>(options: Options<PostWebhooksByIdTestData, ThrowOnError>): RequestResult<PostWebhooksByIdTestResponses, PostWebhooksByIdTestErrors, ThrowOnError, 'data'> => (options.client ?? client).post<PostWebhooksByIdTestResponses, PostWebhooksByIdTestErrors, ThrowOnError, 'data'>({
    responseStyle: 'data',
    security: [{ scheme: 'bearer', type: 'http' }],
    url: '/v1/webhooks/{id}/test',
    ...options
});
