/** How the page looks: colours are said once for light and once for dark, all at 4.5 to 1 or more on what they stand on. */

const light = `--ground: #ffffff; --side: #f5f8f8; --code: #f2f6f6; --ink: #16211f; --soft: #4a5856; --line: #dbe3e2; --accent: #0f5f5a;
  --get: #0b5d33; --get-on: #e2f4e9; --post: #1d479f; --post-on: #e6eefc; --put: #714600; --put-on: #fbf0d9; --delete: #9c1c15; --delete-on: #fdeae8`
const dark = `--ground: #131a1a; --side: #182121; --code: #1d2828; --ink: #e8efee; --soft: #aebdbb; --line: #2f3c3c; --accent: #6fd3c6;
  --get: #7fe0a5; --get-on: #173524; --post: #a9c6ff; --post-on: #1b2c4d; --put: #f3cd7c; --put-on: #3a2d12; --delete: #ffab9f; --delete-on: #43201d`

export const docsStyle = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box }
html { scroll-padding-top: 4rem }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 system-ui, sans-serif; overflow-wrap: anywhere;
  display: grid; grid-template: auto 1fr / 18.5rem minmax(0, 1fr) }
header { grid-column: 1 / -1; position: sticky; top: 0; z-index: 1; display: flex; align-items: center; gap: .6rem; height: 2.75rem; padding: 0 1.25rem;
  background: var(--side); border-bottom: 1px solid var(--line); font-size: 13px; color: var(--soft) }
header .raw { margin-left: auto }
.home { display: flex; align-items: center; gap: .6rem; font-size: 15px; font-weight: 650; color: var(--ink); text-decoration: none }
.skip { position: absolute; left: -100vw } .skip:focus { left: 1rem; top: .6rem; z-index: 2; padding: .3rem .6rem; background: var(--ground) }
a { color: var(--accent); text-underline-offset: .2em }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
nav { position: sticky; top: 2.75rem; height: calc(100vh - 2.75rem); overflow: auto; padding: 1rem .75rem 3rem; background: var(--side);
  border-right: 1px solid var(--line); font-size: 13px }
nav ul { list-style: none; margin: 0 0 .5rem; padding: 0 }
nav a { display: flex; align-items: baseline; gap: .5rem; padding: .2rem .5rem; border-radius: 5px; color: var(--ink); text-decoration: none }
nav a:hover { background: var(--code); text-decoration: underline }
nav summary { padding: .35rem .5rem; cursor: pointer; font-weight: 600; text-transform: capitalize; border-radius: 5px }
nav summary:hover { background: var(--code) }
.contents { display: none }
main { min-width: 0; max-width: 84rem; padding: 1rem 2.5rem 6rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0 }
h2 { text-transform: capitalize; font-size: 1.5rem; margin: 4rem 0 .5rem }
h3 { font-size: 1.1rem; margin: 0 0 .35rem } h4 { font-size: 13px; margin: 1.25rem 0 .25rem; color: var(--soft) }
p { margin: .35rem 0; max-width: 46rem } main ul { padding-left: 1.2rem }
section { margin: 1.5rem 0; padding-top: 1.5rem; border-top: 1px solid var(--line) }
.operation { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 27rem); gap: 0 2.5rem }
.samples { position: sticky; top: 4rem; align-self: start; min-width: 0 }
.call { display: flex; align-items: baseline; gap: .6rem } .call code { font-size: 14px; font-weight: 600 }
.scope, .refuses { font-size: 13px; color: var(--soft) }
.method { flex: none; min-width: 3.9em; padding: .1em .4em; border-radius: 4px; text-align: center; text-transform: uppercase;
  font: 650 10.5px/1.6 ui-monospace, monospace }
.get { color: var(--get); background: var(--get-on) } .post { color: var(--post); background: var(--post-on) }
.put, .patch { color: var(--put); background: var(--put-on) } .delete { color: var(--delete); background: var(--delete-on) }
code { font: 13px/1.5 ui-monospace, monospace }
figure { margin: 0 0 1rem; max-width: 56rem; border: 1px solid var(--line); border-radius: 8px; background: var(--code); overflow: hidden }
figcaption { padding: .3rem .8rem; border-bottom: 1px solid var(--line); font-size: 12px; color: var(--soft) }
pre { margin: 0; padding: .7rem .8rem; white-space: pre-wrap; user-select: all } pre, pre code { font-size: 12.5px; line-height: 1.55 }
table { border-collapse: collapse; width: 100%; table-layout: fixed; max-width: 56rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line) }
th { font-weight: 400; width: 13rem } thead th { font-size: 12px; color: var(--soft) } thead th + th { width: auto } table { font-size: 14px }
tr:target, section:target h3 { background: var(--code) }
small { color: var(--soft) } td p { margin: .15rem 0 0; color: var(--soft) }
dl { display: grid; grid-template-columns: 3rem 1fr; margin: 0; font-size: 14px } dd { margin: 0; color: var(--soft) }
@media (max-width: 75rem) { .operation { grid-template-columns: minmax(0, 1fr) } .samples { position: static; margin-top: 1rem } }
@media (max-width: 50rem) {
  body { display: block } main { padding: .5rem 1rem 4rem }
  nav { position: static; height: auto; padding: .25rem .5rem; border: 0; border-bottom: 1px solid var(--line) }
  nav a { padding: .45rem .5rem } nav summary { padding: .55rem .5rem }
  .contents { display: block } .contents:not([open]) + .list { display: none }
  thead { display: none } table, tbody, tr, th, td { display: block; width: auto; max-width: none }
  th { padding-bottom: 0; border: 0 } td { padding-top: 0 }
}
@media print { nav, header { display: none } body { display: block } }
`

export const docsIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>Tandem</title><rect width="32" height="32" rx="8" fill="#14635f"/><path d="M8 10.5h10a3 3 0 0 1 0 6H12l-4 3.2z" fill="#fff"/><path d="M24 15.5v9.2l-4-3.2h-5.5" fill="none" stroke="#9fe0d6" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
