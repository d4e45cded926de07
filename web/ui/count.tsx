/** How many wait. Shown only: the label beside it says it in words. */
export const Count = ({ of, className = '' }: { of: number; className?: string }) =>
  of === 0 ? null : (
    <span
      aria-hidden
      className={`inline-grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[0.625rem] text-on-accent tabular-nums leading-none ${className}`}
    >
      {of > 99 ? '99+' : of}
    </span>
  )
