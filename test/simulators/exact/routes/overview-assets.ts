import { raw } from "hono/html";

export const style = raw(`
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --accent: #c8102e; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; }
header { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: space-between; align-items: center; padding: .75rem 1.5rem; border-bottom: 3px solid var(--accent); }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
small { opacity: .65; font-weight: normal; }
main { padding: 0 1.5rem 3rem; max-width: 78rem; margin: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { font-weight: 600; opacity: .75; font-size: .85rem; } tr:hover td { background: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.clock { margin: 0; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
time { font-variant-numeric: tabular-nums; font-weight: 600; margin-right: .5rem; }
button, input { font: inherit; font-size: .85rem; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); color: inherit; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
.tag { border-radius: 99px; padding: .1rem .6rem; font-size: .8rem; background: var(--soft); }
.ready { background: #1a7f3733; } .blocked { background: #c8102e33; } .not-ready { background: #b5831a33; }
.empty { opacity: .65; } .search { margin-bottom: .5rem; }
`);

export const script = raw(`
document.addEventListener("click", async (event) => {
	const { advance, approve } = event.target.dataset;
	const send = (method, path, body) => fetch(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
	if (advance) await send("POST", "/_twin/clock", { advanceMs: Number(advance) });
	if (approve) await send("PATCH", "/_twin/orders/" + approve, { approve: true });
	if (advance || approve) location.reload();
});
`);
