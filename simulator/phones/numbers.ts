/** Numbers that can belong to nobody: +1, an area code, 555-01 and two digits more. A hundred to an area code, so there are many of those. */

/** From coast to coast and beyond, so that it is night for some of them when it is noon for others. */
export const areaCodes = [
  ...['206', '212', '312', '303', '808', '415', '617', '773', '602', '907'],
  ...['503', '305', '512', '505', '213', '404', '612', '801', '619', '215'],
  ...['702', '216', '314', '208', '916', '919', '615', '406', '509', '207'],
  ...['253', '313', '816', '307', '360', '802', '504', '970', '541', '843'],
  ...['408', '718', '414', '480', '510', '401', '205', '435', '650', '757'],
  ...['714', '518', '402', '575', '818', '413', '608', '719', '925', '912'],
] as const

/** The last few endings are kept for phones with a known fate. */
const PER_AREA_CODE = 96

/** What somebody may expect who texts a number nobody has yet, by its last two digits; any other ending answers. */
export const byEnding: Readonly<Record<string, 'off' | 'away' | 'stops' | 'silent'>> = {
  '96': 'silent',
  '97': 'stops',
  '98': 'away',
  '99': 'off',
}
export const MOST_NUMBERS = areaCodes.length * PER_AREA_CODE

/** The `index`th number of the world. Neighbours lie in different area codes. */
export function numberAt(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= MOST_NUMBERS)
    throw new RangeError(`the world has ${MOST_NUMBERS} numbers, not ${index + 1}`)
  const areaCode = areaCodes[index % areaCodes.length]
  return numberIn(areaCode ?? areaCodes[0], Math.floor(index / areaCodes.length))
}

export const numbersIn = (areaCode: string): string[] => Array.from({ length: PER_AREA_CODE }, (_, at) => numberIn(areaCode, at))

const numberIn = (areaCode: string, at: number): string => `+1${areaCode}55501${String(at).padStart(2, '0')}`

/** Whether a number is of the kind set aside for stories. */
export const isFictional = (number: string): boolean => /^\+1[2-9]\d{2}55501\d{2}$/.test(number)

/** As people write it: +1 (206) 555-0142. */
export const shown = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 ($1) $2-$3')

/** `tel:+1206…`, `1206…`, `+1 (206) …`: all the same phone. */
export function plainNumber(said: string): string {
  const digits = said.replace(/^tel:/, '').replace(/[^\d+]/g, '')
  return digits.startsWith('+') ? digits : `+${digits}`
}
