type Input = Pick<HTMLInputElement, 'type' | 'value' | 'required' | 'minLength' | 'min' | 'max'> & {
  validity: Pick<
    ValidityState,
    'valueMissing' | 'typeMismatch' | 'tooShort' | 'badInput' | 'rangeUnderflow' | 'rangeOverflow' | 'stepMismatch'
  >
}

/** What the browser finds wrong with what was typed, in our words; null where it finds nothing. Only blanks are nothing typed. Pure. */
export function inputWrong({ type, value, required, minLength, min, max, validity: it }: Input): string | null {
  if (it.valueMissing || (required && type !== 'password' && value.trim() === '' && !it.badInput)) return 'This is needed.'
  if (it.typeMismatch)
    return type === 'url' ? 'A whole address, like https://example.com/path.' : 'A whole e-mail address, like ana@example.com.'
  if (it.tooShort) return `At least ${minLength} characters.`
  if (it.badInput || it.stepMismatch) return 'A whole number.'
  if (it.rangeUnderflow || it.rangeOverflow)
    return min !== '' && max !== '' ? `A number from ${min} to ${max}.` : `At ${min === '' ? `most ${max}` : `least ${min}`}.`
  return null
}
