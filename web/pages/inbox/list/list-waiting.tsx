/** The shape of what is coming; shown for the blink before it is there. */
export const ListWaiting = () => (
  <div role="status" aria-label="Loading conversations" className="px-4 pt-2">
    {Array.from({ length: 8 }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: all alike, and never moved
      <div key={at} className="flex gap-3 py-3.5" style={{ opacity: 1 - at * 0.11 }}>
        <span className="size-9 rounded-full bg-hover" />
        <span className="grow space-y-2 pt-1">
          <span className="block h-2.5 w-2/5 rounded-full bg-hover" />
          <span className="block h-2.5 w-4/5 rounded-full bg-hover" />
        </span>
      </div>
    ))}
  </div>
)
