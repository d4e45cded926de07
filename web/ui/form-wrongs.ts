import { createContext } from 'react'

/** What a form found wrong, by the id of the control, for whoever draws it. */
export const FormWrongs = createContext<ReadonlyMap<string, string>>(new Map())
