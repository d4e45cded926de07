/** What one look found. `unknown`: it cannot be looked at now, and that by itself is nothing wrong. */
export type Finding = { what: string; is: 'right' | 'wrong' | 'unknown'; said: string; remedy?: string | undefined }

export const right = (what: string, said: string): Finding => ({ what, is: 'right', said })
export const wrong = (what: string, said: string, remedy: string): Finding => ({ what, is: 'wrong', said, remedy })
export const unknown = (what: string, said: string, remedy?: string): Finding => ({ what, is: 'unknown', said, ...(remedy && { remedy }) })
