import texts from './keyword-replies.json' with { type: 'json' }
import type { Keyword, Language } from './keywords.ts'
import type { PolicySettings } from './settings.ts'

/**
 * The answer to a keyword: the workspace's own words if it has any, else ours in the language of the keyword. Our own fit one segment with
 * a brand of 20 letters. It is sent with purpose `keyword_reply` and `answersAt`, from the line the keyword came to.
 */
export function replyTo(
  { kind, language }: Pick<Keyword, 'kind' | 'language'>,
  brand: string,
  own: PolicySettings['keywordReplies'],
): string {
  const template = own[kind] || ours(own.language ?? language)[kind]
  return filled(template, { brand, contact: asSentence(own.contact) })
}

const ours = (language: Language): Record<Keyword['kind'], string> => texts[language]

const filled = (template: string, words: Record<string, string>): string =>
  template
    .replaceAll(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)
    .replaceAll(/ {2,}/g, ' ')
    .trim()

const asSentence = (contact: string): string => (contact === '' || /[.!?。]$/.test(contact) ? contact : `${contact}.`)
