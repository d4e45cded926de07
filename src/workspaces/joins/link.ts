/** What a person is given to come in by; `inbox` is how people reach it. A machine's own address gets its name: browsers make passkeys for names only. */
export function joinLink(inbox: string, token: string): string {
  const url = new URL(`/join/${token}`, inbox)
  if (/^(127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/.test(url.hostname)) url.hostname = 'localhost'
  return url.href
}
