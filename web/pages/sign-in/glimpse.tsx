import { Check, CheckCheck } from 'lucide-react'

/** A picture of what is inside; there is nothing in it to read. */
export const Glimpse = () => (
  <div aria-hidden className="mt-10 flex w-full max-w-sm select-none flex-col gap-1.5 text-[0.8438rem] max-lg:hidden">
    <span className="w-fit rounded-2xl rounded-bl-md bg-paper px-3.5 py-2 shadow-lift">Can I still come by at six?</span>
    <span className="mt-2 w-fit self-end rounded-2xl rounded-br-md bg-mine px-3.5 py-2 shadow-lift">
      Of course. We are open until seven.
    </span>
    <span className="flex items-center gap-1 self-end px-1 text-2xs text-ink-2">
      17:42 <CheckCheck className="size-3.5 text-good" strokeWidth={2.25} /> Delivered
    </span>
    <span className="w-fit rounded-2xl rounded-bl-md bg-paper px-3.5 py-2 shadow-lift">Perfect, thank you!</span>
    <span className="mt-2 w-fit self-end rounded-2xl rounded-br-md bg-mine px-3.5 py-2 shadow-lift">See you soon.</span>
    <span className="flex items-center gap-1 self-end px-1 text-2xs text-ink-2">
      17:43 <Check className="size-3.5" strokeWidth={2.25} /> Taken by the carrier
    </span>
  </div>
)
