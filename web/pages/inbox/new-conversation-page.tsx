export const NewConversationPage = () => null
