/** What a command has to say: to a person, or as one line of JSON to a script. */
export function answer(json: boolean | undefined, it: object, words: string): void {
  console.log(json ? JSON.stringify(it) : words)
}
