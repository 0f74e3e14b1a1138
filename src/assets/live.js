/*
 * Parts of a page that follow what happens without a reload. Each `data-live` part of the page is loaded again with it and replaced where it changed,
 * but never under a pressed pointer or while something in it is typed or chosen. What was ticked, unfolded or focused stays so, and `data-says` of a
 * part, where it changed, is told to those who can't see it. A page that nobody looks at rests.
 */
const EVERY_MS = 5_000;
const AT_REST_MS = 60_000;
const RESTS_AFTER_MS = 15 * 60_000;
const FAILURES_MAX = 5;

const parser = new DOMParser();
const voice = document.createElement("p");
voice.className = "unseen";
voice.setAttribute("role", "status");

let isPressed = false;
let isEnded = false;
let isLoading = false;
let failures = 0;
let touchedAt = Date.now();
let loadedAt = Date.now();

/** As they came from the server, before a script made them comfortable. */
const asSent = new WeakMap();

function press() {
	isPressed = true;
	touchedAt = Date.now();
}

function release() {
	isPressed = false;
}

/** A choice or a text in the part that was not sent yet. */
function isBeingFilled(part) {
	const field = document.activeElement;
	const types = field instanceof HTMLInputElement && field.type !== "checkbox";
	return (
		part.contains(field) &&
		(types || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement)
	);
}

/** What finds an element again in the fresh part. */
function traceOf(element) {
	const place = element.closest("form, a, summary");
	const where = element.id || element.getAttribute("aria-label") || place?.getAttribute("action");
	const link = element.getAttribute("href");
	return [element.tagName, where, link, element.name, element.value, element.textContent].join("|");
}

function findAgain(part, trace) {
	const focusable = part.querySelectorAll("a, button, input, summary, [tabindex]");
	return [...focusable].find((element) => traceOf(element) === trace);
}

function replace(part, fresh) {
	const html = fresh.innerHTML;
	if (html === asSent.get(part) || isBeingFilled(part)) {
		return;
	}
	const focused = part.contains(document.activeElement) ? traceOf(document.activeElement) : null;
	const ticked = new Map(
		[...part.querySelectorAll("input[type=checkbox]")].map((tick) => [traceOf(tick), tick.checked]),
	);
	const open = [...part.querySelectorAll("details")].map((each) => each.open);
	const says = part.dataset.says;
	part.replaceChildren(...fresh.childNodes);
	asSent.set(part, html);
	for (const tick of part.querySelectorAll("input[type=checkbox]")) {
		tick.checked = ticked.get(traceOf(tick)) ?? tick.checked;
	}
	for (const [at, each] of part.querySelectorAll("details").entries()) {
		each.open = open[at] ?? each.open;
	}
	if (focused !== null) {
		findAgain(part, focused)?.focus({ preventScroll: true });
	}
	part.className = fresh.className;
	if (fresh.dataset.says !== undefined && fresh.dataset.says !== says) {
		part.dataset.says = fresh.dataset.says;
		voice.textContent = fresh.dataset.says;
	}
	part.dispatchEvent(new Event("live:replaced", { bubbles: true }));
}

async function load() {
	const response = await fetch(location.href, { headers: { "X-Live": "1" } });
	if (response.redirected) {
		isEnded = true;
		voice.textContent = document.documentElement.dataset.sessionEnded;
		return;
	}
	if (!response.ok) {
		throw new Error(String(response.status));
	}
	const page = parser.parseFromString(await response.text(), "text/html");
	if (isPressed) {
		return;
	}
	for (const part of document.querySelectorAll("[data-live]")) {
		const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
		if (fresh !== null) {
			replace(part, fresh);
		}
	}
}

async function follow() {
	const asked = document.querySelector("[data-every]")?.dataset.every;
	const pause = Date.now() - touchedAt > RESTS_AFTER_MS ? AT_REST_MS : Number(asked ?? EVERY_MS);
	const isTime = Date.now() - loadedAt >= pause * 2 ** failures;
	if (isEnded || isLoading || isPressed || document.hidden || !isTime) {
		return;
	}
	isLoading = true;
	try {
		await load();
		failures = 0;
	} catch {
		// The page stays as it is; the next look comes later.
		failures = Math.min(failures + 1, FAILURES_MAX);
	} finally {
		isLoading = false;
		loadedAt = Date.now();
	}
}

const main = document.querySelector("main");
if (main?.querySelector("[data-live]")) {
	for (const part of document.querySelectorAll("[data-live]")) {
		asSent.set(part, part.innerHTML);
	}
	document.body.append(voice);
	addEventListener("pointerdown", press);
	addEventListener("keydown", () => {
		touchedAt = Date.now();
	});
	for (const end of ["pointerup", "pointercancel", "blur"]) {
		addEventListener(end, release);
	}
	document.addEventListener("visibilitychange", follow);
	setInterval(follow, 1_000);
}
