/** How much of a window is in use, as a bar. The figures stand beside it. */
export const WindowBar = ({ share }: { share: number }) => (
  <span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-line">
    <span
      style={{ width: `${Math.min(1, share) * 100}%` }}
      className={`block h-full rounded-full transition-[width] ${share > 0.9 ? 'bg-warn' : 'bg-accent'}`}
    />
  </span>
)
