import { raw } from "hono/html";

export const style = raw(`
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --accent: #c8102e; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
header { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: space-between; align-items: center; padding: .75rem 1.5rem; border-bottom: 3px solid var(--accent); position: sticky; top: 0; background: Canvas; }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
small { opacity: .65; font-weight: normal; }
main { padding: 0 1.5rem 3rem; max-width: 78rem; margin: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
tr:has(.text) td { vertical-align: top; }
th { font-weight: 600; opacity: .75; font-size: .85rem; } tr:hover td { background: var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.clock { display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; align-items: center; }
.clock p { margin: 0; }
time { font-variant-numeric: tabular-nums; } time b { font-size: 1.15rem; }
.due { font-size: .85rem; font-variant-numeric: tabular-nums; min-width: 14.5rem; text-align: right; } .due i { opacity: .7; }
.jumps { display: flex; gap: .4rem; }
.jumps button { padding: .3rem .9rem; } .jumps button:first-child { background: var(--accent); border-color: var(--accent); color: #fff; }
button, input { font: inherit; font-size: .85rem; padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); color: inherit; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
button:disabled, .jumps button:disabled { cursor: not-allowed; opacity: .5; border-color: var(--line); background: var(--soft); color: inherit; }
summary { cursor: pointer; } pre { font-size: .8rem; margin: .4rem 0 .4rem 1rem; white-space: pre-wrap; }
@media (max-width: 40rem) { header, main { padding-inline: 1rem; } .due { min-width: 100%; text-align: left; } }
.tag { border-radius: 99px; padding: .1rem .6rem; font-size: .8rem; background: var(--soft); }
.ready { background: #1a7f3733; } .blocked { background: #c8102e33; } .not-ready { background: #b5831a33; }
.empty { opacity: .65; } .search { margin-bottom: .5rem; } .search input { width: 15rem; }
`);

/**
 * The page follows what happens without being loaded again: each live part is replaced where it changed, but never
 * under a pressed pointer, and what was unfolded or focused stays so.
 */
export const script = raw(`
let isPressed = false;
addEventListener("pointerdown", () => { isPressed = true; });
for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => { isPressed = false; });

function send(method, path, body) {
	return fetch(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

function replace(part, fresh) {
	const open = [...part.querySelectorAll("details[open]")].map((each) => each.id);
	for (const id of open) fresh.querySelector("#" + id)?.setAttribute("open", "");
	if (part.innerHTML === fresh.innerHTML) return;
	const focused = part.querySelector(":focus")?.dataset.jump;
	part.replaceChildren(...fresh.childNodes);
	if (focused) part.querySelector('[data-jump="' + focused + '"]').focus();
}

async function refresh() {
	const text = await (await fetch(location.href)).text();
	if (isPressed) return;
	const page = new DOMParser().parseFromString(text, "text/html");
	for (const part of document.querySelectorAll("[data-live]")) {
		replace(part, page.querySelector('[data-live="' + part.dataset.live + '"]'));
	}
}

async function follow() {
	if (!document.hidden) await refresh().catch(() => {});
	setTimeout(follow, 1000);
}
setTimeout(follow, 1000);

document.addEventListener("click", async (event) => {
	const { jump, approve } = event.target.dataset;
	if (jump) {
		for (const button of document.querySelectorAll("[data-jump]")) button.disabled = true;
		await send("POST", "/_twin/clock", jump === "next" ? { next: true } : { advanceMs: Number(jump) });
		await refresh();
	}
	if (approve) {
		await send("PATCH", "/_twin/orders/" + approve, { approve: true });
		location.reload();
	}
});
`);
