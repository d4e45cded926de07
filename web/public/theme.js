// Runs before the first paint, so that a chosen theme never flashes. A file of its own because the page allows no inline script.
try {
  const chosen = JSON.parse(localStorage.getItem('tandem.settings') ?? '{}').theme
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // An unreadable setting is no setting; the system's theme stands.
}
