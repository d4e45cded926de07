/** `tel:+14155550100` as people write it. Numbers of other plans keep their international form. */
export function shown(address: string): string {
  const bare = address.replace(/^tel:/, '')
  const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(bare)
  return northAmerican ? `+1 ${northAmerican[1]} ${northAmerican[2]} ${northAmerican[3]}` : bare.replace(/^[a-z]+:/, '')
}
