import { raw } from "hono/html";

export const pageStyle = raw(`
:root { color-scheme: light dark; --ink: #1d1730; --soft: #6b6580; --paper: #faf9fc; --card: #fff;
	--line: #e3dff0; --accent: #4d148c; --good: #e9f6ee; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8f6; --soft: #a49cba; --paper: #15111f;
	--card: #1e1930; --line: #352d4d; --accent: #c9a6f5; --good: #1c3327; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
	font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; justify-content: space-between; }
h1 { margin: 0; font-size: 1.6rem; color: var(--accent); }
h2 { margin: 0 0 .6rem; font-size: 1.05rem; }
header p { margin: 0; color: var(--soft); }
section, .tiles div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
section { padding: 1rem 1.1rem; margin-top: 1rem; min-width: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .8rem; margin: 1.2rem 0 0; }
.tiles div { padding: .7rem 1rem; }
.tiles dt { color: var(--soft); font-size: .82rem; }
.tiles dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 1rem; }
.scroll { max-height: 34rem; overflow: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .8rem; color: var(--soft); font-weight: 500; }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
.number, .count { font-variant-numeric: tabular-nums; }
.count { text-align: right; }
.state { padding: .1rem .55rem; border-radius: 99px; background: var(--good); font-size: .85rem; }
.cancelled td { color: var(--soft); text-decoration: line-through; }
.cancelled .state { background: none; }
.empty { margin: 0; color: var(--soft); }
a { color: var(--accent); }
`);
