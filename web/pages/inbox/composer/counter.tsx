import type { Counted } from './counted.ts'

type Props = { id: string; cost: Counted; textLength: number | undefined }

/** Characters, segments and encoding, while typing. */
export const Counter = ({ id, cost: { chars, cut, tooLong }, textLength }: Props) => (
  <p id={id} className={`flex gap-2 whitespace-nowrap text-xs tabular-nums ${tooLong ? 'text-bad' : 'text-ink-3'}`}>
    <span>
      {chars}
      {cut === null && textLength ? ` / ${textLength}` : ''}
      <span className="@max-xl:hidden"> {chars === 1 ? 'character' : 'characters'}</span>
    </span>
    {cut && (
      <>
        <span
          className={cut.segments > 1 ? 'font-medium text-ink-2' : ''}
          data-tip={`${cut.perSegment} to a segment, ${cut.remaining} free in the last`}
        >
          {cut.segments} {cut.segments === 1 ? 'segment' : 'segments'}
        </span>
        <span className={cut.encoding === 'UCS-2' ? 'font-medium text-warn' : ''}>{cut.encoding}</span>
      </>
    )}
    {tooLong && <span className="font-medium">too long for this line</span>}
  </p>
)
