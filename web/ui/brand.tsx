export const Brand = ({ className = 'size-8' }: { className?: string }) => (
  <svg viewBox="0 0 32 32" className={className} role="img" aria-label="Tandem">
    <rect width="32" height="32" rx="8.5" fill="#14635f" />
    <path d="M8 10.5h10a3 3 0 0 1 0 6H12l-4 3.2z" fill="#fff" />
    <path d="M24 15.5v9.2l-4-3.2h-5.5" fill="none" stroke="#9fe0d6" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)
