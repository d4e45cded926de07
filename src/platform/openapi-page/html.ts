/** Words as HTML. */

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const text = (it: string): string => it.replaceAll(/[&<>"']/g, (one) => escapes[one] ?? one)
export const id = (it: string): string => it.replaceAll(/[^\w-]/g, '-')

const marked = (it: string): string => text(it).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** Paragraphs, and lists whose lines begin with a dash. */
export const prose = (words = ''): string =>
  words
    .split('\n\n')
    .filter(Boolean)
    .map((it) =>
      it.startsWith('- ')
        ? `<ul>${it
            .split(/^- /m)
            .filter(Boolean)
            .map((line) => `<li>${marked(line.trim())}</li>`)
            .join('')}</ul>`
        : `<p>${marked(it)}</p>`,
    )
    .join('')

/** A table that becomes a list where there is no room. */
export const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${heads.map((it) => `<th scope="col">${text(it)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
