import { html } from "hono/html";

import type { Twin } from "../twin.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const STEPS = [
	{ name: "+1 hour", ms: HOUR_MS },
	{ name: "+1 day", ms: DAY_MS },
];

/** What time it is for everybody, when the connector works next, and the buttons that jump there. */
export function drawClock({ clock, due }: Twin) {
	const now = clock.now();
	const jump = due.nextJump(now);
	const wait = due.reasonToWait(now);
	const [date = "", time = ""] = new Date(now).toISOString().slice(0, 19).split("T");
	return html`<div class="clock">
		<p data-live="now">
			<time>${date} <b>${time}</b></time> <small>UTC</small>
		</p>
		<p class="due" data-live="due" role="status">
			${"to" in jump ? nextText(jump.to, now) : html`<i>${jump.why}</i>`}
		</p>
		<p class="jumps" data-live="jumps">
			${button("next", "next due", "to" in jump ? undefined : jump.why)}
			${STEPS.map(({ name, ms }) => button(String(ms), name, wait))}
		</p>
	</div>`;
}

/** A jump that is not to be made now says why. */
function button(jump: string, name: string, why: string | undefined) {
	return why === undefined
		? html`<button data-jump="${jump}">${name}</button>`
		: html`<button data-jump="${jump}" disabled title="${why}">${name}</button>`;
}

function nextText(at: number, now: number): string {
	const hasDay =
		new Date(at).toISOString().slice(0, 10) !== new Date(now).toISOString().slice(0, 10);
	const day = hasDay ? `${weekday(at)} ` : "";
	return `next due in ${spanText(at - now)} (${day}${new Date(at).toISOString().slice(11, 16)})`;
}

function weekday(at: number): string {
	return new Date(at).toLocaleDateString("en", { weekday: "short", timeZone: "UTC" });
}

function spanText(ms: number): string {
	if (ms < MINUTE_MS) {
		return `${Math.ceil(ms / SECOND_MS)} s`;
	}
	const minutes = Math.round(ms / MINUTE_MS);
	if (minutes < 120) {
		return `${minutes} min`;
	}
	return ms < 2 * DAY_MS ? `${Math.round(ms / HOUR_MS)} h` : `${Math.round(ms / DAY_MS)} days`;
}
