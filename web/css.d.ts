import 'react'

declare module 'react' {
  /** Widths that people chose reach the style sheet as custom properties. */
  interface CSSProperties {
    [name: `--${string}`]: string | number
  }
}
