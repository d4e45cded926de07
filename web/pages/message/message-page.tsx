export const MessagePage = () => null
