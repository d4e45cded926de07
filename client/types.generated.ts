// @ts-nocheck
// Made from docs/openapi.json by scripts/client.ts; a test fails if they differ.

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

export type CarrierDraft = {
    name: string;
};

export type LineDraft = {
    /**
     * One of your numbers.
     */
    number: string;
    linkId: string;
    /**
     * Who works what comes in. Null: nobody, it is for programs; no conversations are made.
     */
    teamId?: string | null;
    /**
     * The lowest goes first where several lines of a number could carry a message.
     */
    rank?: number;
};

export type LineChange = {
    /**
     * Who works what comes in. Null: nobody, it is for programs; no conversations are made.
     */
    teamId?: string | null;
    /**
     * The lowest goes first where several lines of a number could carry a message.
     */
    rank?: number;
};

export type LinkDraft = {
    channel: string;
    name: string;
    carrierId?: string | null;
    /**
     * Checked by the schema of the channel, secrets included.
     */
    settings: {
        [key: string]: unknown;
    };
    enabled?: boolean;
};

export type LinkChange = {
    name?: string;
    carrierId?: string | null;
    /**
     * Only what changes: null takes a setting away, a secret that is left out stays.
     */
    settings?: {
        [key: string]: unknown;
    };
    enabled?: boolean;
};

export type LinkRetrial = {
    /**
     * Tried instead of what is set; secrets that are left out are those of the link.
     */
    settings?: {
        [key: string]: unknown;
    };
};

export type LinkTrial = {
    channel: string;
    settings: {
        [key: string]: unknown;
    };
};

export type MessageDraft = {
    /**
     * One of your numbers. Left out: the first line of the workspace.
     */
    from?: string;
    /**
     * A number as people write it, or an address: +14155550123, tel:+14155550123. To write to many, send a list of messages.
     */
    to: string;
    /**
     * Sent exactly as it is, unless you say `smart`.
     */
    text: string;
    /**
     * Decides which rules apply, and how long it is worth sending.
     */
    purpose?: 'code' | 'service' | 'conversation' | 'marketing';
    /**
     * Lets typography that would make it dearer give way to look-alikes; the message’s page names what was replaced. Never in codes.
     */
    smart?: boolean;
    /**
     * If the connection breaks before the carrier answers: send again, or ask. Codes are sent again, all else asks, unless you say so.
     */
    inDoubt?: 'resend' | 'ask';
};

export type NumberDraft = {
    /**
     * As people write it, or an address: +14155550123, tel:+14155550123, 12345.
     */
    number: string;
    label: string;
};

export type NumberChange = {
    label: string;
};

export type NewListEntries = {
    entries: Array<{
        /**
         * A number or its beginning, with its country code: +1900, 14155550123.
         */
        prefix: string;
        note?: string | null;
    }>;
};

/**
 * Rules for sending
 */
export type PolicySettings = {
    /**
     * Quiet hours
     */
    quietHours?: {
        /**
         * Messages that wait for daytime
         *
         * The law asks it of marketing. Codes and the answers to STOP, HELP and START never wait.
         */
        appliesTo?: Array<'marketing' | 'service' | 'conversation'>;
        /**
         * Earliest hour
         *
         * On the recipient’s clock. A law that says later still holds.
         */
        opens?: number;
        /**
         * Latest hour
         *
         * On the recipient’s clock. A law that says earlier still holds.
         */
        closes?: number;
        /**
         * Send on Sundays
         *
         * Where the law allows it.
         */
        sundays?: boolean;
    };
    /**
     * Answers to keywords
     */
    keywordReplies?: {
        /**
         * Where to get help
         *
         * A phone number, web page or mail address for the answer to HELP.
         */
        contact?: string;
        /**
         * Language
         *
         * Unset, we answer in the language of the keyword.
         */
        language?: 'en' | 'es' | 'fr' | 'zh' | 'tl' | 'vi' | 'ar' | 'ko' | 'ru' | 'pt' | null;
        /**
         * Answer to STOP
         *
         * Unset, our own, in the language of the keyword. No marketing and no pleading: 47 CFR 64.1200(a)(12).
         */
        stop?: string;
        /**
         * Answer to HELP
         *
         * Unset, our own, in the language of the keyword. It must say who you are and how to opt out.
         */
        help?: string;
        /**
         * Answer to START
         *
         * Unset, our own, in the language of the keyword.
         */
        start?: string;
    };
};

export type WebhookDraft = {
    /**
     * What people call it; its host if left out.
     */
    name?: string;
    /**
     * https, on a public address; http and private ones only where the operator allows them.
     */
    url: string;
    /**
     * Kinds of events to tell: message.delivered, or message.* for all of a sort. Empty: all.
     */
    kinds?: Array<'message.*' | 'keyword.*' | 'contact.*' | 'conversation.*' | 'member.*' | 'invitation.*' | 'carrier.*' | 'link.*' | 'number.*' | 'line.*' | 'policies.*' | 'list.*' | 'webhook.*' | 'message.accepted' | 'message.queued' | 'message.held' | 'message.review' | 'message.approved' | 'message.sent' | 'message.delayed' | 'message.in_doubt' | 'message.receipt' | 'message.delivered' | 'message.read' | 'message.failed' | 'message.expired' | 'message.not_reported' | 'message.canceled' | 'message.again' | 'message.left' | 'message.received' | 'keyword.heard' | 'contact.named' | 'conversation.assigned' | 'conversation.read' | 'member.joined' | 'member.changed' | 'member.removed' | 'invitation.made' | 'invitation.revoked' | 'carrier.added' | 'carrier.changed' | 'carrier.removed' | 'link.added' | 'link.changed' | 'link.removed' | 'number.added' | 'number.changed' | 'number.removed' | 'line.added' | 'line.changed' | 'line.removed' | 'policies.changed' | 'list.changed' | 'webhook.added' | 'webhook.changed' | 'webhook.paused' | 'webhook.resumed' | 'webhook.rotated' | 'webhook.replayed' | 'webhook.removed'>;
    /**
     * Tell what comes after this sequence number; from now on if left out.
     */
    after?: number;
};

export type WebhookChange = {
    name?: string;
    url?: string;
    /**
     * Kinds of events to tell: message.delivered, or message.* for all of a sort. Empty: all.
     */
    kinds?: Array<'message.*' | 'keyword.*' | 'contact.*' | 'conversation.*' | 'member.*' | 'invitation.*' | 'carrier.*' | 'link.*' | 'number.*' | 'line.*' | 'policies.*' | 'list.*' | 'webhook.*' | 'message.accepted' | 'message.queued' | 'message.held' | 'message.review' | 'message.approved' | 'message.sent' | 'message.delayed' | 'message.in_doubt' | 'message.receipt' | 'message.delivered' | 'message.read' | 'message.failed' | 'message.expired' | 'message.not_reported' | 'message.canceled' | 'message.again' | 'message.left' | 'message.received' | 'keyword.heard' | 'contact.named' | 'conversation.assigned' | 'conversation.read' | 'member.joined' | 'member.changed' | 'member.removed' | 'invitation.made' | 'invitation.revoked' | 'carrier.added' | 'carrier.changed' | 'carrier.removed' | 'link.added' | 'link.changed' | 'link.removed' | 'number.added' | 'number.changed' | 'number.removed' | 'line.added' | 'line.changed' | 'line.removed' | 'policies.changed' | 'list.changed' | 'webhook.added' | 'webhook.changed' | 'webhook.paused' | 'webhook.resumed' | 'webhook.rotated' | 'webhook.replayed' | 'webhook.removed'>;
    /**
     * Pause it, or let it go on where it was.
     */
    state?: 'active' | 'paused';
};

export type WebhookRewind = {
    /**
     * Tell everything after this sequence number again. Null: go on from now, and skip what waits.
     */
    after: number | null;
};

export type Problem = {
    type: string;
    title: string;
    status: number;
    code: string;
    detail?: string;
    remedy: string;
    fields?: Array<{
        path: string;
        message: string;
    }>;
    requestId?: string;
};

export type CarrierList = {
    items: Array<Carrier>;
};

export type Carrier = {
    id: string;
    name: string;
    /**
     * How many links lead there.
     */
    links: number;
};

export type ChannelList = {
    items: Array<Channel>;
};

export type Channel = {
    /**
     * What links are stored under.
     */
    name: string;
    label: string;
    /**
     * JSON Schema of a link’s settings, each with its meaning: draw the form from it.
     */
    schema: {
        [key: string]: unknown;
    };
    /**
     * Settings that are sealed, and never shown again.
     */
    secrets: Array<string>;
};

export type Contact = {
    id: string;
    name: string | null;
    sealed: 'unavailable' | 'revoked' | 'shredded' | null;
    addresses: Array<{
        uri: string;
        consent: {
            state: 'given' | 'absent' | 'withdrawn';
            at: string | null;
            source: string | null;
            number: string | null;
        };
    }>;
    timeZone: string | null;
    createdAt: string;
};

export type Conversation = {
    id: string;
    contact: Contact;
    assignee: {
        memberId: string;
        name: string;
    } | null;
    unread: number;
    lastMessage: Message | null;
    lastAt: string;
    lineId: string | null;
    ourNumber: string | null;
};

export type Message = {
    id: string;
    conversationId: string | null;
    direction: 'in' | 'out';
    from: string;
    to: Array<string>;
    text: string | null;
    sealed: 'unavailable' | 'revoked' | 'shredded' | null;
    at: string;
    state: 'held' | 'review' | 'queued' | 'sending' | 'sent' | 'in_doubt' | 'delivered' | 'read' | 'failed' | 'expired' | 'canceled' | 'received';
    reason: {
        code: string;
        sentence: string;
        next: string;
    } | null;
    heldUntil: string | null;
    segments: number;
    deliveredSegments: number;
    possibleDuplicate: boolean;
    incomplete: boolean;
    purpose: 'code' | 'service' | 'conversation' | 'marketing' | 'keyword_reply';
    by: {
        memberId: string | null;
        name: string;
    } | null;
    clientId: string | null;
    actions: Array<'again' | 'leave' | 'cancel' | 'approve'>;
};

export type Event = {
    /**
     * Grows; use it as `after`. There are gaps: the log is shared. 0 is a test call to a webhook, which is in no log.
     */
    seq: number;
    at: string;
    kind: EventKind;
    /**
     * The same for a person.
     */
    sentence: string;
    messageId: string | null;
    conversationId: string | null;
    data: {
        [key: string]: unknown;
    } | null;
};

/**
 * What happened. There will be more kinds: pass over those you do not know.
 *
 * - `message.accepted`: A message to be sent was written down: `data.state` says whether it may go.
 * - `message.queued`: It is free to go, and waits for its line.
 * - `message.held`: It waits for a time, or for something that is missing: `data.why`.
 * - `message.review`: It waits for a person to look at it.
 * - `message.approved`: A person looked at it and let it go.
 * - `message.sent`: The carrier took it.
 * - `message.delayed`: The carrier did not take it yet; it is tried again by itself.
 * - `message.in_doubt`: The connection broke before the carrier answered: nobody knows whether it went.
 * - `message.receipt`: The carrier reports on one segment.
 * - `message.delivered`: It is on the phone.
 * - `message.read`: It was read.
 * - `message.failed`: It was not sent, or not delivered: `data.why`.
 * - `message.expired`: Its time ran out before it could be delivered.
 * - `message.not_reported`: It was sent, and the carrier said nothing more within its time.
 * - `message.canceled`: It was called back before it left.
 * - `message.again`: A person sent a message in doubt again, as a new one.
 * - `message.left`: A person decided to leave a message in doubt as it is.
 * - `message.received`: A message came in.
 * - `keyword.heard`: A message that came in was understood as STOP, START or HELP: `data.kind`.
 * - `contact.named`: A contact was given a name, or lost it.
 * - `conversation.assigned`: A conversation was given to a member, or to nobody.
 * - `conversation.read`: A member has read further.
 * - `member.joined`: Somebody joined the workspace.
 * - `member.changed`: A member was renamed, or has another role.
 * - `member.removed`: A member was removed.
 * - `invitation.made`: Somebody was invited.
 * - `invitation.revoked`: An invitation was taken back.
 * - `carrier.added`: A carrier was added.
 * - `carrier.changed`: A carrier was renamed.
 * - `carrier.removed`: A carrier was removed.
 * - `link.added`: A link was added.
 * - `link.changed`: A link was changed, or switched on or off.
 * - `link.removed`: A link was removed.
 * - `number.added`: A number was added.
 * - `number.changed`: A number’s label was changed.
 * - `number.removed`: A number was removed.
 * - `line.added`: A number is carried by a link from now on.
 * - `line.changed`: A line’s team or rank was changed.
 * - `line.removed`: A line was removed.
 * - `policies.changed`: The rules for sending were changed.
 * - `list.changed`: A list of numbers was changed.
 * - `webhook.added`: A webhook was added.
 * - `webhook.changed`: A webhook’s address, name or filter was changed.
 * - `webhook.paused`: A webhook was paused, by somebody or after three days without success: `data.why`.
 * - `webhook.resumed`: A paused webhook goes on.
 * - `webhook.rotated`: A webhook was given a new secret.
 * - `webhook.replayed`: A webhook was told to begin elsewhere in the log.
 * - `webhook.removed`: A webhook was removed.
 */
export type EventKind = 'message.accepted' | 'message.queued' | 'message.held' | 'message.review' | 'message.approved' | 'message.sent' | 'message.delayed' | 'message.in_doubt' | 'message.receipt' | 'message.delivered' | 'message.read' | 'message.failed' | 'message.expired' | 'message.not_reported' | 'message.canceled' | 'message.again' | 'message.left' | 'message.received' | 'keyword.heard' | 'contact.named' | 'conversation.assigned' | 'conversation.read' | 'member.joined' | 'member.changed' | 'member.removed' | 'invitation.made' | 'invitation.revoked' | 'carrier.added' | 'carrier.changed' | 'carrier.removed' | 'link.added' | 'link.changed' | 'link.removed' | 'number.added' | 'number.changed' | 'number.removed' | 'line.added' | 'line.changed' | 'line.removed' | 'policies.changed' | 'list.changed' | 'webhook.added' | 'webhook.changed' | 'webhook.paused' | 'webhook.resumed' | 'webhook.rotated' | 'webhook.replayed' | 'webhook.removed' | 'webhook.test' | string;

export type Invitation = {
    id: string;
    name: string | null;
    role: 'owner' | 'admin' | 'member';
    madeAt: string;
    expiresAt: string;
    by: string | null;
};

export type NewInvitation = {
    id: string;
    name: string | null;
    role: 'owner' | 'admin' | 'member';
    madeAt: string;
    expiresAt: string;
    by: string | null;
    link: string;
};

export type ApiKey = {
    id: string;
    name: string;
    shown: string;
    scopes: Array<'messages:send' | 'messages:read' | 'events:read' | 'conversations:read' | 'conversations:write' | 'contacts:read' | 'contacts:write' | 'numbers:read' | 'numbers:write' | 'links:read' | 'links:write' | 'members:read' | 'members:write' | 'policies:read' | 'policies:write' | 'webhooks:read' | 'webhooks:write' | 'keys:read' | 'keys:write'>;
    madeAt: string;
    /**
     * The member who made it. Null: a program, or the command line.
     */
    madeBy: string | null;
    lastUsedAt: string | null;
    revokedAt: string | null;
};

export type Line = {
    id: string;
    number: string;
    label: string;
    channelLabel: string;
    up: boolean;
    abilities: {
        textLength: number;
        segments?: {
            encoding: 'gsm';
            udh: 'udh8' | 'udh16' | 'none';
        };
        media: Array<string>;
        receipts: boolean;
        reads?: boolean;
        only?: 'out' | 'in';
    };
};

export type WholeLine = {
    id: string;
    number: string;
    label: string;
    link: {
        id: string;
        name: string;
        channel: string;
        enabled: boolean;
    };
    /**
     * Who works what comes in. Null: nobody, it is for programs; no conversations are made.
     */
    teamId: string | null;
    /**
     * The lowest goes first where several lines of a number could carry a message.
     */
    rank: number;
    madeAt: string;
    up: boolean;
    /**
     * Why it is not up, in words.
     */
    why: string | null;
};

export type LinkList = {
    items: Array<Link>;
};

export type Link = {
    id: string;
    channel: string;
    channelLabel: string;
    name: string;
    carrier: {
        id: string;
        name: string;
    } | null;
    /**
     * What was set, without the secrets; what is not there has the default of the schema.
     */
    settings: {
        [key: string]: unknown;
    };
    /**
     * The secrets that are set.
     */
    secretsSet: Array<string>;
    enabled: boolean;
    madeAt: string;
    /**
     * How many lines use it.
     */
    lines: number;
    state: LinkState;
};

export type LinkState = {
    up: boolean;
    /**
     * Why it is not up, in words.
     */
    why: string | null;
    /**
     * Up, or down, since then; null if this process never opened it.
     */
    since: string | null;
    /**
     * Messages it would take now.
     */
    room: number;
    /**
     * Messages due for it and not handed over, in memory.
     */
    waiting: number;
    /**
     * Messages handed over whose answer is awaited.
     */
    underWay: number;
    /**
     * Requests without an answer at most, where the channel has such a limit.
     */
    window: number | null;
    /**
     * It only sends, or only hears. Null: both, or it is not open.
     */
    only: 'out' | 'in' | null;
};

export type Trial = {
    /**
     * It came up, and said that it lives where it could be asked.
     */
    ok: boolean;
    /**
     * It came up. Null: the channel keeps nothing open.
     */
    up: boolean | null;
    /**
     * How long it took to say that it lives; null if it did not, or could not be asked.
     */
    aliveMs: number | null;
    ms: number;
    /**
     * How far it came, in order.
     */
    steps: Array<string>;
    /**
     * What happened, in plain words.
     */
    said: string;
    /**
     * What the settings mean, looked at with what was measured.
     */
    advice: Array<Advice>;
};

export type Advice = {
    what: string;
    /**
     * `unknown`: it may be meant so, and deserves a look.
     */
    is: 'right' | 'unknown';
    said: string;
    remedy?: string;
};

export type Member = {
    id: string;
    name: string;
    email: string;
    role: 'owner' | 'admin' | 'member';
    you: boolean;
};

export type ItemResults = {
    items: Array<ItemResult>;
};

export type ItemResult = {
    /**
     * `same`: this idempotency key named it before. `refused`: nothing was taken; `problem` says why, with `fields` where it is malformed.
     */
    status: 'accepted' | 'same' | 'refused';
    /**
     * Also for a message that was blocked: it is recorded as failed, with its reason.
     */
    message: Message | null;
    /**
     * Of this one alone: the others of the list go their way.
     */
    problem: Problem | null;
};

export type MessagePage = {
    id: string;
    conversationId: string | null;
    direction: 'in' | 'out';
    from: string;
    to: Array<string>;
    text: string | null;
    sealed: 'unavailable' | 'revoked' | 'shredded' | null;
    at: string;
    state: 'held' | 'review' | 'queued' | 'sending' | 'sent' | 'in_doubt' | 'delivered' | 'read' | 'failed' | 'expired' | 'canceled' | 'received';
    reason: {
        code: string;
        sentence: string;
        next: string;
    } | null;
    heldUntil: string | null;
    segments: number;
    deliveredSegments: number;
    possibleDuplicate: boolean;
    incomplete: boolean;
    purpose: 'code' | 'service' | 'conversation' | 'marketing' | 'keyword_reply';
    by: {
        memberId: string | null;
        name: string;
    } | null;
    clientId: string | null;
    actions: Array<'again' | 'leave' | 'cancel' | 'approve'>;
    channel: string;
    line: {
        id: string;
        number: string;
        linkName: string;
        carrierName: string;
    } | null;
    encoding: string | null;
    verdicts: Array<{
        policy: string;
        kind: 'allow' | 'hold' | 'review' | 'block' | 'not_asked';
        why: string | null;
        sentence: string | null;
        until: string | null;
        at: string;
        moment: 'gate' | 'wire';
    }>;
    events: Array<{
        seq: number;
        at: string;
        kind: string;
        sentence: string;
        detail: string | null;
    }>;
    segmentList: Array<{
        index: number;
        carrierId: string | null;
        state: string;
        at: string | null;
        detail: string | null;
    }>;
};

export type Preview = {
    from: string;
    to: Array<string>;
    /**
     * As it would be sent: `smart` may have replaced typography.
     */
    text: string;
    /**
     * What was replaced, in words.
     */
    replaced: string | null;
    /**
     * Where its life would begin.
     */
    state: 'queued' | 'held' | 'review' | 'failed';
    reason: {
        code: string;
        sentence: string;
        next: string;
    } | null;
    heldUntil: string | null;
    segments: number;
    encoding: string | null;
    /**
     * What it would leave from.
     */
    line: {
        id: string;
        linkId: string;
        linkName: string;
        carrierName: string;
        /**
         * False: it would wait for the link.
         */
        up: boolean;
        /**
         * Why it is not up, in words.
         */
        why: string | null;
    } | null;
    /**
     * What each rule says, in order.
     */
    verdicts: Array<{
        /**
         * `route`: whether a line can carry it.
         */
        policy: string;
        kind: 'allow' | 'hold' | 'review' | 'block' | 'not_asked';
        why: string | null;
        sentence: string | null;
        /**
         * What to do about it.
         */
        next: string | null;
        until: string | null;
    }>;
    /**
     * What keeps any message from being taken now, whatever the rules say: the key, the disk.
     */
    problem: Problem | null;
};

export type PreviewItems = {
    items: Array<PreviewItem>;
};

export type PreviewItem = {
    preview: Preview | null;
    problem: Problem | null;
};

export type NumberList = {
    items: Array<Number>;
    next: string | null;
};

export type Number = {
    number: string;
    label: string;
    madeAt: string;
    lines: Array<WholeLine>;
};

export type ListHeads = {
    items: Array<ListHead>;
    /**
     * Entries of one list at most.
     */
    most: number;
};

export type ListHead = {
    list: 'do_not_originate' | 'blocked';
    entries: number;
    changedAt: string | null;
};

export type ListPage = {
    items: Array<ListEntry>;
    next: string | null;
    /**
     * Of the whole list.
     */
    entries: number;
};

export type ListEntry = {
    prefix: string;
    note: string | null;
    at: string;
};

export type Rules = {
    settings: PolicySettingsOutput;
    /**
     * JSON Schema of the settings, each with title and meaning: draw the form from it.
     */
    schema: {
        [key: string]: unknown;
    };
};

export type TeamList = {
    items: Array<Team>;
};

export type Team = {
    id: string;
    name: string;
};

export type WebhookList = {
    items: Array<Webhook>;
};

export type Webhook = {
    id: string;
    name: string;
    url: string;
    kinds: Array<string>;
    state: 'active' | 'failing' | 'paused';
    /**
     * Why it is failing or paused, in words.
     */
    why: string | null;
    /**
     * Everything up to this sequence number was told.
     */
    upTo: number;
    failingSince: string | null;
    /**
     * When a failing one is tried again.
     */
    nextTryAt: string | null;
    /**
     * Tries of what is being told now that failed.
     */
    attempts: number;
    madeAt: string;
};

export type NewWebhook = {
    id: string;
    name: string;
    url: string;
    kinds: Array<string>;
    state: 'active' | 'failing' | 'paused';
    /**
     * Why it is failing or paused, in words.
     */
    why: string | null;
    /**
     * Everything up to this sequence number was told.
     */
    upTo: number;
    failingSince: string | null;
    /**
     * When a failing one is tried again.
     */
    nextTryAt: string | null;
    /**
     * Tries of what is being told now that failed.
     */
    attempts: number;
    madeAt: string;
    /**
     * To verify signatures with. Shown this once.
     */
    secret: string;
};

export type WebhookDeliveryList = {
    items: Array<WebhookDelivery>;
    next: string | null;
};

export type WebhookDelivery = {
    /**
     * The id in the body and the Tandem-Delivery header: the same however often it is tried.
     */
    id: string;
    kind: 'events' | 'replay' | 'test';
    state: 'pending' | 'delivered' | 'failed';
    /**
     * The part of the log it tells; 0 in a test.
     */
    firstSeq: number;
    lastSeq: number;
    /**
     * How many events it told.
     */
    events: number;
    /**
     * Their kinds, each once, in the order they were told.
     */
    kinds: Array<string>;
    /**
     * The messages they are about: the first ten.
     */
    messageIds: Array<string>;
    attempts: number;
    madeAt: string;
    triedAt: string | null;
    /**
     * How long the last try took.
     */
    ms: number | null;
    /**
     * What they answered; null if nothing came back.
     */
    status: number | null;
    /**
     * The beginning of their answer, or why there was none.
     */
    said: string | null;
    replayOf: string | null;
};

export type NewWebhookSecret = {
    /**
     * To verify signatures with. Shown this once.
     */
    secret: string;
    /**
     * Until then the secret before signs too.
     */
    previousUntil: string;
};

/**
 * Rules for sending
 */
export type PolicySettingsOutput = {
    /**
     * Quiet hours
     */
    quietHours: {
        /**
         * Messages that wait for daytime
         *
         * The law asks it of marketing. Codes and the answers to STOP, HELP and START never wait.
         */
        appliesTo: Array<'marketing' | 'service' | 'conversation'>;
        /**
         * Earliest hour
         *
         * On the recipient’s clock. A law that says later still holds.
         */
        opens: number;
        /**
         * Latest hour
         *
         * On the recipient’s clock. A law that says earlier still holds.
         */
        closes: number;
        /**
         * Send on Sundays
         *
         * Where the law allows it.
         */
        sundays: boolean;
    };
    /**
     * Answers to keywords
     */
    keywordReplies: {
        /**
         * Where to get help
         *
         * A phone number, web page or mail address for the answer to HELP.
         */
        contact: string;
        /**
         * Language
         *
         * Unset, we answer in the language of the keyword.
         */
        language: 'en' | 'es' | 'fr' | 'zh' | 'tl' | 'vi' | 'ar' | 'ko' | 'ru' | 'pt' | null;
        /**
         * Answer to STOP
         *
         * Unset, our own, in the language of the keyword. No marketing and no pleading: 47 CFR 64.1200(a)(12).
         */
        stop: string;
        /**
         * Answer to HELP
         *
         * Unset, our own, in the language of the keyword. It must say who you are and how to opt out.
         */
        help: string;
        /**
         * Answer to START
         *
         * Unset, our own, in the language of the keyword.
         */
        start: string;
    };
};

export type GetCarriersData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/carriers';
};

export type GetCarriersErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetCarriersError = GetCarriersErrors[keyof GetCarriersErrors];

export type GetCarriersResponses = {
    /**
     * What was asked for.
     */
    200: CarrierList;
};

export type GetCarriersResponse = GetCarriersResponses[keyof GetCarriersResponses];

export type PostCarriersData = {
    body: CarrierDraft;
    path?: never;
    query?: never;
    url: '/v1/carriers';
};

export type PostCarriersErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostCarriersError = PostCarriersErrors[keyof PostCarriersErrors];

export type PostCarriersResponses = {
    /**
     * Made.
     */
    201: Carrier;
};

export type PostCarriersResponse = PostCarriersResponses[keyof PostCarriersResponses];

export type DeleteCarriersByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/carriers/{id}';
};

export type DeleteCarriersByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteCarriersByIdError = DeleteCarriersByIdErrors[keyof DeleteCarriersByIdErrors];

export type DeleteCarriersByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteCarriersByIdResponse = DeleteCarriersByIdResponses[keyof DeleteCarriersByIdResponses];

export type PatchCarriersByIdData = {
    body: CarrierDraft;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/carriers/{id}';
};

export type PatchCarriersByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchCarriersByIdError = PatchCarriersByIdErrors[keyof PatchCarriersByIdErrors];

export type PatchCarriersByIdResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Carrier;
};

export type PatchCarriersByIdResponse = PatchCarriersByIdResponses[keyof PatchCarriersByIdResponses];

export type GetChannelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/channels';
};

export type GetChannelsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetChannelsError = GetChannelsErrors[keyof GetChannelsErrors];

export type GetChannelsResponses = {
    /**
     * What was asked for.
     */
    200: ChannelList;
};

export type GetChannelsResponse = GetChannelsResponses[keyof GetChannelsResponses];

export type GetContactsData = {
    body?: never;
    path?: never;
    query?: {
        number?: string;
        before?: string;
        limit?: number;
    };
    url: '/v1/contacts';
};

export type GetContactsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetContactsError = GetContactsErrors[keyof GetContactsErrors];

export type GetContactsResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Contact>;
        next: string | null;
    };
};

export type GetContactsResponse = GetContactsResponses[keyof GetContactsResponses];

export type GetContactsByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/contacts/{id}';
};

export type GetContactsByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetContactsByIdError = GetContactsByIdErrors[keyof GetContactsByIdErrors];

export type GetContactsByIdResponses = {
    /**
     * What was asked for.
     */
    200: Contact;
};

export type GetContactsByIdResponse = GetContactsByIdResponses[keyof GetContactsByIdResponses];

export type PatchContactsByIdData = {
    body: {
        name: string | null;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/contacts/{id}';
};

export type PatchContactsByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchContactsByIdError = PatchContactsByIdErrors[keyof PatchContactsByIdErrors];

export type PatchContactsByIdResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Contact;
};

export type PatchContactsByIdResponse = PatchContactsByIdResponses[keyof PatchContactsByIdResponses];

export type GetConversationsData = {
    body?: never;
    path?: never;
    query?: {
        view?: 'all' | 'mine' | 'unassigned' | 'unread';
        q?: string;
        before?: string;
        limit?: number;
    };
    url: '/v1/conversations';
};

export type GetConversationsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetConversationsError = GetConversationsErrors[keyof GetConversationsErrors];

export type GetConversationsResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Conversation>;
        next: string | null;
        unread: {
            all: number;
            mine: number;
            unassigned: number;
        };
        cursor: number;
    };
};

export type GetConversationsResponse = GetConversationsResponses[keyof GetConversationsResponses];

export type PostConversationsData = {
    body: {
        text: string;
        clientId: string;
        lineId?: string;
        to: string;
    };
    path?: never;
    query?: never;
    url: '/v1/conversations';
};

export type PostConversationsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
    /**
     * The disk is nearly full: nothing new is accepted.
     */
    507: Problem;
};

export type PostConversationsError = PostConversationsErrors[keyof PostConversationsErrors];

export type PostConversationsResponses = {
    /**
     * Accepted and written down.
     */
    202: {
        conversation: Conversation;
        message: Message;
    };
};

export type PostConversationsResponse = PostConversationsResponses[keyof PostConversationsResponses];

export type GetConversationsByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/conversations/{id}';
};

export type GetConversationsByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetConversationsByIdError = GetConversationsByIdErrors[keyof GetConversationsByIdErrors];

export type GetConversationsByIdResponses = {
    /**
     * What was asked for.
     */
    200: Conversation;
};

export type GetConversationsByIdResponse = GetConversationsByIdResponses[keyof GetConversationsByIdResponses];

export type PostConversationsByIdAssigneeData = {
    body: {
        memberId: string | null;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/conversations/{id}/assignee';
};

export type PostConversationsByIdAssigneeErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostConversationsByIdAssigneeError = PostConversationsByIdAssigneeErrors[keyof PostConversationsByIdAssigneeErrors];

export type PostConversationsByIdAssigneeResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Conversation;
};

export type PostConversationsByIdAssigneeResponse = PostConversationsByIdAssigneeResponses[keyof PostConversationsByIdAssigneeResponses];

export type GetConversationsByIdMessagesData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        before?: string;
        after?: string;
        around?: string;
        limit?: number;
    };
    url: '/v1/conversations/{id}/messages';
};

export type GetConversationsByIdMessagesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetConversationsByIdMessagesError = GetConversationsByIdMessagesErrors[keyof GetConversationsByIdMessagesErrors];

export type GetConversationsByIdMessagesResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Message>;
        before: string | null;
        after: string | null;
        cursor: number;
    };
};

export type GetConversationsByIdMessagesResponse = GetConversationsByIdMessagesResponses[keyof GetConversationsByIdMessagesResponses];

export type PostConversationsByIdMessagesData = {
    body: {
        text: string;
        clientId: string;
        lineId?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/conversations/{id}/messages';
};

export type PostConversationsByIdMessagesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
    /**
     * The disk is nearly full: nothing new is accepted.
     */
    507: Problem;
};

export type PostConversationsByIdMessagesError = PostConversationsByIdMessagesErrors[keyof PostConversationsByIdMessagesErrors];

export type PostConversationsByIdMessagesResponses = {
    /**
     * Accepted and written down.
     */
    202: Message;
};

export type PostConversationsByIdMessagesResponse = PostConversationsByIdMessagesResponses[keyof PostConversationsByIdMessagesResponses];

export type PostConversationsByIdReadData = {
    body: {
        upTo: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/conversations/{id}/read';
};

export type PostConversationsByIdReadErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostConversationsByIdReadError = PostConversationsByIdReadErrors[keyof PostConversationsByIdReadErrors];

export type PostConversationsByIdReadResponses = {
    /**
     * Done.
     */
    204: void;
};

export type PostConversationsByIdReadResponse = PostConversationsByIdReadResponses[keyof PostConversationsByIdReadResponses];

export type GetEventsData = {
    body?: never;
    headers?: {
        /**
         * With server-sent events: the last id you have, instead of `after`. Browsers send it by themselves.
         */
        'Last-Event-ID'?: number;
    };
    path?: never;
    query?: {
        /**
         * The last sequence number you have.
         */
        after?: number;
        limit?: number;
        /**
         * Seconds to wait when there is nothing new.
         */
        wait?: number;
    };
    url: '/v1/events';
};

export type GetEventsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetEventsError = GetEventsErrors[keyof GetEventsErrors];

export type GetEventsResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Event>;
        upTo: number;
    };
};

export type GetEventsResponse = GetEventsResponses[keyof GetEventsResponses];

export type GetInvitationsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/invitations';
};

export type GetInvitationsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetInvitationsError = GetInvitationsErrors[keyof GetInvitationsErrors];

export type GetInvitationsResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Invitation>;
    };
};

export type GetInvitationsResponse = GetInvitationsResponses[keyof GetInvitationsResponses];

export type PostInvitationsData = {
    body: {
        name?: string;
        role: 'owner' | 'admin' | 'member';
    };
    path?: never;
    query?: never;
    url: '/v1/invitations';
};

export type PostInvitationsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostInvitationsError = PostInvitationsErrors[keyof PostInvitationsErrors];

export type PostInvitationsResponses = {
    /**
     * Made.
     */
    201: NewInvitation;
};

export type PostInvitationsResponse = PostInvitationsResponses[keyof PostInvitationsResponses];

export type DeleteInvitationsByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/invitations/{id}';
};

export type DeleteInvitationsByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteInvitationsByIdError = DeleteInvitationsByIdErrors[keyof DeleteInvitationsByIdErrors];

export type DeleteInvitationsByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteInvitationsByIdResponse = DeleteInvitationsByIdResponses[keyof DeleteInvitationsByIdResponses];

export type GetKeysData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/keys';
};

export type GetKeysErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetKeysError = GetKeysErrors[keyof GetKeysErrors];

export type GetKeysResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<ApiKey>;
    };
};

export type GetKeysResponse = GetKeysResponses[keyof GetKeysResponses];

export type PostKeysData = {
    body: {
        name: string;
        scopes: Array<'messages:send' | 'messages:read' | 'events:read' | 'conversations:read' | 'conversations:write' | 'contacts:read' | 'contacts:write' | 'numbers:read' | 'numbers:write' | 'links:read' | 'links:write' | 'members:read' | 'members:write' | 'policies:read' | 'policies:write' | 'webhooks:read' | 'webhooks:write' | 'keys:read' | 'keys:write'>;
    };
    path?: never;
    query?: never;
    url: '/v1/keys';
};

export type PostKeysErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostKeysError = PostKeysErrors[keyof PostKeysErrors];

export type PostKeysResponses = {
    /**
     * Made.
     */
    201: {
        id: string;
        key: string;
    };
};

export type PostKeysResponse = PostKeysResponses[keyof PostKeysResponses];

export type DeleteKeysByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/keys/{id}';
};

export type DeleteKeysByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteKeysByIdError = DeleteKeysByIdErrors[keyof DeleteKeysByIdErrors];

export type DeleteKeysByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteKeysByIdResponse = DeleteKeysByIdResponses[keyof DeleteKeysByIdResponses];

export type GetLinesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/lines';
};

export type GetLinesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetLinesError = GetLinesErrors[keyof GetLinesErrors];

export type GetLinesResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Line>;
    };
};

export type GetLinesResponse = GetLinesResponses[keyof GetLinesResponses];

export type PostLinesData = {
    body: LineDraft;
    path?: never;
    query?: never;
    url: '/v1/lines';
};

export type PostLinesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostLinesError = PostLinesErrors[keyof PostLinesErrors];

export type PostLinesResponses = {
    /**
     * Made.
     */
    201: WholeLine;
};

export type PostLinesResponse = PostLinesResponses[keyof PostLinesResponses];

export type DeleteLinesByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/lines/{id}';
};

export type DeleteLinesByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteLinesByIdError = DeleteLinesByIdErrors[keyof DeleteLinesByIdErrors];

export type DeleteLinesByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteLinesByIdResponse = DeleteLinesByIdResponses[keyof DeleteLinesByIdResponses];

export type GetLinesByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/lines/{id}';
};

export type GetLinesByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetLinesByIdError = GetLinesByIdErrors[keyof GetLinesByIdErrors];

export type GetLinesByIdResponses = {
    /**
     * What was asked for.
     */
    200: WholeLine;
};

export type GetLinesByIdResponse = GetLinesByIdResponses[keyof GetLinesByIdResponses];

export type PatchLinesByIdData = {
    body: LineChange;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/lines/{id}';
};

export type PatchLinesByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchLinesByIdError = PatchLinesByIdErrors[keyof PatchLinesByIdErrors];

export type PatchLinesByIdResponses = {
    /**
     * Done; this is how it is now.
     */
    200: WholeLine;
};

export type PatchLinesByIdResponse = PatchLinesByIdResponses[keyof PatchLinesByIdResponses];

export type GetLinksData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/links';
};

export type GetLinksErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetLinksError = GetLinksErrors[keyof GetLinksErrors];

export type GetLinksResponses = {
    /**
     * What was asked for.
     */
    200: LinkList;
};

export type GetLinksResponse = GetLinksResponses[keyof GetLinksResponses];

export type PostLinksData = {
    body: LinkDraft;
    path?: never;
    query?: never;
    url: '/v1/links';
};

export type PostLinksErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostLinksError = PostLinksErrors[keyof PostLinksErrors];

export type PostLinksResponses = {
    /**
     * Made.
     */
    201: Link;
};

export type PostLinksResponse = PostLinksResponses[keyof PostLinksResponses];

export type DeleteLinksByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/links/{id}';
};

export type DeleteLinksByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteLinksByIdError = DeleteLinksByIdErrors[keyof DeleteLinksByIdErrors];

export type DeleteLinksByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteLinksByIdResponse = DeleteLinksByIdResponses[keyof DeleteLinksByIdResponses];

export type GetLinksByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/links/{id}';
};

export type GetLinksByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetLinksByIdError = GetLinksByIdErrors[keyof GetLinksByIdErrors];

export type GetLinksByIdResponses = {
    /**
     * What was asked for.
     */
    200: Link;
};

export type GetLinksByIdResponse = GetLinksByIdResponses[keyof GetLinksByIdResponses];

export type PatchLinksByIdData = {
    body: LinkChange;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/links/{id}';
};

export type PatchLinksByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchLinksByIdError = PatchLinksByIdErrors[keyof PatchLinksByIdErrors];

export type PatchLinksByIdResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Link;
};

export type PatchLinksByIdResponse = PatchLinksByIdResponses[keyof PatchLinksByIdResponses];

export type PostLinksByIdTestData = {
    body?: LinkRetrial | null;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/links/{id}/test';
};

export type PostLinksByIdTestErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostLinksByIdTestError = PostLinksByIdTestErrors[keyof PostLinksByIdTestErrors];

export type PostLinksByIdTestResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Trial;
};

export type PostLinksByIdTestResponse = PostLinksByIdTestResponses[keyof PostLinksByIdTestResponses];

export type PostLinksTestData = {
    body: LinkTrial;
    path?: never;
    query?: never;
    url: '/v1/links/test';
};

export type PostLinksTestErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostLinksTestError = PostLinksTestErrors[keyof PostLinksTestErrors];

export type PostLinksTestResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Trial;
};

export type PostLinksTestResponse = PostLinksTestResponses[keyof PostLinksTestResponses];

export type GetMembersData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/members';
};

export type GetMembersErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetMembersError = GetMembersErrors[keyof GetMembersErrors];

export type GetMembersResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Member>;
    };
};

export type GetMembersResponse = GetMembersResponses[keyof GetMembersResponses];

export type DeleteMembersByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        assignTo?: string;
    };
    url: '/v1/members/{id}';
};

export type DeleteMembersByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteMembersByIdError = DeleteMembersByIdErrors[keyof DeleteMembersByIdErrors];

export type DeleteMembersByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteMembersByIdResponse = DeleteMembersByIdResponses[keyof DeleteMembersByIdResponses];

export type PatchMembersByIdData = {
    body: {
        name?: string;
        role?: 'owner' | 'admin' | 'member';
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/members/{id}';
};

export type PatchMembersByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchMembersByIdError = PatchMembersByIdErrors[keyof PatchMembersByIdErrors];

export type PatchMembersByIdResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Member;
};

export type PatchMembersByIdResponse = PatchMembersByIdResponses[keyof PatchMembersByIdResponses];

export type GetMessagesData = {
    body?: never;
    path?: never;
    query?: {
        direction?: 'in' | 'out';
        state?: 'held' | 'review' | 'queued' | 'sending' | 'sent' | 'in_doubt' | 'delivered' | 'read' | 'failed' | 'expired' | 'canceled' | 'received';
        from?: string;
        to?: string;
        conversation?: string;
        /**
         * Accepted or received at this time or later.
         */
        since?: string;
        /**
         * Before this time.
         */
        until?: string;
        /**
         * `next` of the page before.
         */
        before?: string;
        limit?: number;
    };
    url: '/v1/messages';
};

export type GetMessagesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetMessagesError = GetMessagesErrors[keyof GetMessagesErrors];

export type GetMessagesResponses = {
    /**
     * What was asked for.
     */
    200: {
        items: Array<Message>;
        next: string | null;
    };
};

export type GetMessagesResponse = GetMessagesResponses[keyof GetMessagesResponses];

export type PostMessagesData = {
    body: MessageDraft | Array<MessageDraft>;
    headers?: {
        /**
         * Makes a repeat safe: the same key with the same body answers the same messages, with another body it is refused. Kept for 7 days.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/v1/messages';
};

export type PostMessagesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
    /**
     * The disk is nearly full: nothing new is accepted.
     */
    507: Problem;
};

export type PostMessagesError = PostMessagesErrors[keyof PostMessagesErrors];

export type PostMessagesResponses = {
    /**
     * Accepted and written down.
     */
    202: Message | ItemResults;
};

export type PostMessagesResponse = PostMessagesResponses[keyof PostMessagesResponses];

export type GetMessagesByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/messages/{id}';
};

export type GetMessagesByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetMessagesByIdError = GetMessagesByIdErrors[keyof GetMessagesByIdErrors];

export type GetMessagesByIdResponses = {
    /**
     * What was asked for.
     */
    200: MessagePage;
};

export type GetMessagesByIdResponse = GetMessagesByIdResponses[keyof GetMessagesByIdResponses];

export type PostMessagesByIdApproveData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/messages/{id}/approve';
};

export type PostMessagesByIdApproveErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
    /**
     * The disk is nearly full: nothing new is accepted.
     */
    507: Problem;
};

export type PostMessagesByIdApproveError = PostMessagesByIdApproveErrors[keyof PostMessagesByIdApproveErrors];

export type PostMessagesByIdApproveResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Message;
};

export type PostMessagesByIdApproveResponse = PostMessagesByIdApproveResponses[keyof PostMessagesByIdApproveResponses];

export type PostMessagesByIdCancelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/messages/{id}/cancel';
};

export type PostMessagesByIdCancelErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostMessagesByIdCancelError = PostMessagesByIdCancelErrors[keyof PostMessagesByIdCancelErrors];

export type PostMessagesByIdCancelResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Message;
};

export type PostMessagesByIdCancelResponse = PostMessagesByIdCancelResponses[keyof PostMessagesByIdCancelResponses];

export type PostMessagesByIdSettleData = {
    body: {
        choice: 'again' | 'leave';
        clientId: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/messages/{id}/settle';
};

export type PostMessagesByIdSettleErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
    /**
     * The disk is nearly full: nothing new is accepted.
     */
    507: Problem;
};

export type PostMessagesByIdSettleError = PostMessagesByIdSettleErrors[keyof PostMessagesByIdSettleErrors];

export type PostMessagesByIdSettleResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Message;
};

export type PostMessagesByIdSettleResponse = PostMessagesByIdSettleResponses[keyof PostMessagesByIdSettleResponses];

export type PostMessagesPreviewData = {
    body: MessageDraft | Array<MessageDraft>;
    path?: never;
    query?: never;
    url: '/v1/messages/preview';
};

export type PostMessagesPreviewErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostMessagesPreviewError = PostMessagesPreviewErrors[keyof PostMessagesPreviewErrors];

export type PostMessagesPreviewResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Preview | PreviewItems;
};

export type PostMessagesPreviewResponse = PostMessagesPreviewResponses[keyof PostMessagesPreviewResponses];

export type GetNumbersData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * `next` of the page before.
         */
        after?: string;
        limit?: number;
    };
    url: '/v1/numbers';
};

export type GetNumbersErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetNumbersError = GetNumbersErrors[keyof GetNumbersErrors];

export type GetNumbersResponses = {
    /**
     * What was asked for.
     */
    200: NumberList;
};

export type GetNumbersResponse = GetNumbersResponses[keyof GetNumbersResponses];

export type PostNumbersData = {
    body: NumberDraft;
    path?: never;
    query?: never;
    url: '/v1/numbers';
};

export type PostNumbersErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostNumbersError = PostNumbersErrors[keyof PostNumbersErrors];

export type PostNumbersResponses = {
    /**
     * Made.
     */
    201: Number;
};

export type PostNumbersResponse = PostNumbersResponses[keyof PostNumbersResponses];

export type DeleteNumbersByNumberData = {
    body?: never;
    path: {
        number: string;
    };
    query?: never;
    url: '/v1/numbers/{number}';
};

export type DeleteNumbersByNumberErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteNumbersByNumberError = DeleteNumbersByNumberErrors[keyof DeleteNumbersByNumberErrors];

export type DeleteNumbersByNumberResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteNumbersByNumberResponse = DeleteNumbersByNumberResponses[keyof DeleteNumbersByNumberResponses];

export type PatchNumbersByNumberData = {
    body: NumberChange;
    path: {
        number: string;
    };
    query?: never;
    url: '/v1/numbers/{number}';
};

export type PatchNumbersByNumberErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchNumbersByNumberError = PatchNumbersByNumberErrors[keyof PatchNumbersByNumberErrors];

export type PatchNumbersByNumberResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Number;
};

export type PatchNumbersByNumberResponse = PatchNumbersByNumberResponses[keyof PatchNumbersByNumberResponses];

export type GetPoliciesListsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/policies/lists';
};

export type GetPoliciesListsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetPoliciesListsError = GetPoliciesListsErrors[keyof GetPoliciesListsErrors];

export type GetPoliciesListsResponses = {
    /**
     * What was asked for.
     */
    200: ListHeads;
};

export type GetPoliciesListsResponse = GetPoliciesListsResponses[keyof GetPoliciesListsResponses];

export type GetPoliciesListsByListData = {
    body?: never;
    path: {
        list: 'do_not_originate' | 'blocked';
    };
    query?: {
        /**
         * Only what begins with these digits.
         */
        find?: string;
        /**
         * `next` of the page before.
         */
        after?: string;
        limit?: number;
    };
    url: '/v1/policies/lists/{list}';
};

export type GetPoliciesListsByListErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetPoliciesListsByListError = GetPoliciesListsByListErrors[keyof GetPoliciesListsByListErrors];

export type GetPoliciesListsByListResponses = {
    /**
     * What was asked for.
     */
    200: ListPage;
};

export type GetPoliciesListsByListResponse = GetPoliciesListsByListResponses[keyof GetPoliciesListsByListResponses];

export type PostPoliciesListsByListData = {
    body: NewListEntries;
    path: {
        list: 'do_not_originate' | 'blocked';
    };
    query?: never;
    url: '/v1/policies/lists/{list}';
};

export type PostPoliciesListsByListErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostPoliciesListsByListError = PostPoliciesListsByListErrors[keyof PostPoliciesListsByListErrors];

export type PostPoliciesListsByListResponses = {
    /**
     * Done; this is how it is now.
     */
    200: ListHead;
};

export type PostPoliciesListsByListResponse = PostPoliciesListsByListResponses[keyof PostPoliciesListsByListResponses];

export type PutPoliciesListsByListData = {
    body: string;
    path: {
        list: 'do_not_originate' | 'blocked';
    };
    query?: never;
    url: '/v1/policies/lists/{list}';
};

export type PutPoliciesListsByListErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PutPoliciesListsByListError = PutPoliciesListsByListErrors[keyof PutPoliciesListsByListErrors];

export type PutPoliciesListsByListResponses = {
    /**
     * Done; this is how it is now.
     */
    200: ListHead;
};

export type PutPoliciesListsByListResponse = PutPoliciesListsByListResponses[keyof PutPoliciesListsByListResponses];

export type DeletePoliciesListsByListByPrefixData = {
    body?: never;
    path: {
        list: 'do_not_originate' | 'blocked';
        prefix: string;
    };
    query?: never;
    url: '/v1/policies/lists/{list}/{prefix}';
};

export type DeletePoliciesListsByListByPrefixErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeletePoliciesListsByListByPrefixError = DeletePoliciesListsByListByPrefixErrors[keyof DeletePoliciesListsByListByPrefixErrors];

export type DeletePoliciesListsByListByPrefixResponses = {
    /**
     * Done; this is how it is now.
     */
    200: ListHead;
};

export type DeletePoliciesListsByListByPrefixResponse = DeletePoliciesListsByListByPrefixResponses[keyof DeletePoliciesListsByListByPrefixResponses];

export type GetPoliciesSettingsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/policies/settings';
};

export type GetPoliciesSettingsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetPoliciesSettingsError = GetPoliciesSettingsErrors[keyof GetPoliciesSettingsErrors];

export type GetPoliciesSettingsResponses = {
    /**
     * What was asked for.
     */
    200: Rules;
};

export type GetPoliciesSettingsResponse = GetPoliciesSettingsResponses[keyof GetPoliciesSettingsResponses];

export type PutPoliciesSettingsData = {
    body?: PolicySettings;
    path?: never;
    query?: never;
    url: '/v1/policies/settings';
};

export type PutPoliciesSettingsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PutPoliciesSettingsError = PutPoliciesSettingsErrors[keyof PutPoliciesSettingsErrors];

export type PutPoliciesSettingsResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Rules;
};

export type PutPoliciesSettingsResponse = PutPoliciesSettingsResponses[keyof PutPoliciesSettingsResponses];

export type GetTeamsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/teams';
};

export type GetTeamsErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetTeamsError = GetTeamsErrors[keyof GetTeamsErrors];

export type GetTeamsResponses = {
    /**
     * What was asked for.
     */
    200: TeamList;
};

export type GetTeamsResponse = GetTeamsResponses[keyof GetTeamsResponses];

export type GetWebhooksData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/webhooks';
};

export type GetWebhooksErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetWebhooksError = GetWebhooksErrors[keyof GetWebhooksErrors];

export type GetWebhooksResponses = {
    /**
     * What was asked for.
     */
    200: WebhookList;
};

export type GetWebhooksResponse = GetWebhooksResponses[keyof GetWebhooksResponses];

export type PostWebhooksData = {
    body: WebhookDraft;
    path?: never;
    query?: never;
    url: '/v1/webhooks';
};

export type PostWebhooksErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * It stands against what is there.
     */
    409: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostWebhooksError = PostWebhooksErrors[keyof PostWebhooksErrors];

export type PostWebhooksResponses = {
    /**
     * Made.
     */
    201: NewWebhook;
};

export type PostWebhooksResponse = PostWebhooksResponses[keyof PostWebhooksResponses];

export type DeleteWebhooksByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}';
};

export type DeleteWebhooksByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type DeleteWebhooksByIdError = DeleteWebhooksByIdErrors[keyof DeleteWebhooksByIdErrors];

export type DeleteWebhooksByIdResponses = {
    /**
     * Done.
     */
    204: void;
};

export type DeleteWebhooksByIdResponse = DeleteWebhooksByIdResponses[keyof DeleteWebhooksByIdResponses];

export type GetWebhooksByIdData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}';
};

export type GetWebhooksByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetWebhooksByIdError = GetWebhooksByIdErrors[keyof GetWebhooksByIdErrors];

export type GetWebhooksByIdResponses = {
    /**
     * What was asked for.
     */
    200: Webhook;
};

export type GetWebhooksByIdResponse = GetWebhooksByIdResponses[keyof GetWebhooksByIdResponses];

export type PatchWebhooksByIdData = {
    body: WebhookChange;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}';
};

export type PatchWebhooksByIdErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * It is well formed and means nothing.
     */
    422: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PatchWebhooksByIdError = PatchWebhooksByIdErrors[keyof PatchWebhooksByIdErrors];

export type PatchWebhooksByIdResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Webhook;
};

export type PatchWebhooksByIdResponse = PatchWebhooksByIdResponses[keyof PatchWebhooksByIdResponses];

export type GetWebhooksByIdDeliveriesData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        state?: 'pending' | 'delivered' | 'failed';
        /**
         * `next` of the page before.
         */
        before?: string;
        limit?: number;
    };
    url: '/v1/webhooks/{id}/deliveries';
};

export type GetWebhooksByIdDeliveriesErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type GetWebhooksByIdDeliveriesError = GetWebhooksByIdDeliveriesErrors[keyof GetWebhooksByIdDeliveriesErrors];

export type GetWebhooksByIdDeliveriesResponses = {
    /**
     * What was asked for.
     */
    200: WebhookDeliveryList;
};

export type GetWebhooksByIdDeliveriesResponse = GetWebhooksByIdDeliveriesResponses[keyof GetWebhooksByIdDeliveriesResponses];

export type PostWebhooksByIdDeliveriesByDeliveryIdReplayData = {
    body?: never;
    path: {
        id: string;
        deliveryId: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}/deliveries/{deliveryId}/replay';
};

export type PostWebhooksByIdDeliveriesByDeliveryIdReplayErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostWebhooksByIdDeliveriesByDeliveryIdReplayError = PostWebhooksByIdDeliveriesByDeliveryIdReplayErrors[keyof PostWebhooksByIdDeliveriesByDeliveryIdReplayErrors];

export type PostWebhooksByIdDeliveriesByDeliveryIdReplayResponses = {
    /**
     * Done; this is how it is now.
     */
    200: WebhookDelivery;
};

export type PostWebhooksByIdDeliveriesByDeliveryIdReplayResponse = PostWebhooksByIdDeliveriesByDeliveryIdReplayResponses[keyof PostWebhooksByIdDeliveriesByDeliveryIdReplayResponses];

export type PostWebhooksByIdReplayData = {
    body: WebhookRewind;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}/replay';
};

export type PostWebhooksByIdReplayErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * It is too large.
     */
    413: Problem;
    /**
     * This kind of content is not understood here.
     */
    415: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostWebhooksByIdReplayError = PostWebhooksByIdReplayErrors[keyof PostWebhooksByIdReplayErrors];

export type PostWebhooksByIdReplayResponses = {
    /**
     * Done; this is how it is now.
     */
    200: Webhook;
};

export type PostWebhooksByIdReplayResponse = PostWebhooksByIdReplayResponses[keyof PostWebhooksByIdReplayResponses];

export type PostWebhooksByIdSecretData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}/secret';
};

export type PostWebhooksByIdSecretErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostWebhooksByIdSecretError = PostWebhooksByIdSecretErrors[keyof PostWebhooksByIdSecretErrors];

export type PostWebhooksByIdSecretResponses = {
    /**
     * Done; this is how it is now.
     */
    200: NewWebhookSecret;
};

export type PostWebhooksByIdSecretResponse = PostWebhooksByIdSecretResponses[keyof PostWebhooksByIdSecretResponses];

export type PostWebhooksByIdTestData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/v1/webhooks/{id}/test';
};

export type PostWebhooksByIdTestErrors = {
    /**
     * The request is not right.
     */
    400: Problem;
    /**
     * Nobody is known by this key or cookie.
     */
    401: Problem;
    /**
     * Not with these scopes.
     */
    403: Problem;
    /**
     * There is no such thing.
     */
    404: Problem;
    /**
     * Too many requests: slow down.
     */
    429: Problem;
    /**
     * Something went wrong in Tandem.
     */
    500: Problem;
    /**
     * Not at the moment; try again shortly.
     */
    503: Problem;
};

export type PostWebhooksByIdTestError = PostWebhooksByIdTestErrors[keyof PostWebhooksByIdTestErrors];

export type PostWebhooksByIdTestResponses = {
    /**
     * Done; this is how it is now.
     */
    200: WebhookDelivery;
};

export type PostWebhooksByIdTestResponse = PostWebhooksByIdTestResponses[keyof PostWebhooksByIdTestResponses];
