/** Links that are down, in a sentence. Pure. */
export function downInWords(names: readonly string[]): string {
  const [are, them, they] = names.length === 1 ? ['is', 'it', 'it is'] : ['are', 'them', 'they are']
  return `${listed.format(names)} ${are} down. Messages wait for ${them}, and leave by themselves when ${they} back.`
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' })
