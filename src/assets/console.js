/* Two comforts, and nothing that a page needs: instants in the reader's own time, and one tick for all. */
const parts = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
const formats = {
	minutes: new Intl.DateTimeFormat(undefined, parts),
	seconds: new Intl.DateTimeFormat(undefined, { ...parts, second: "2-digit" }),
	years: new Intl.DateTimeFormat(undefined, { ...parts, year: "numeric" }),
};
const HALF_A_YEAR_MS = 182 * 86_400_000;

/** The year is told where it is not plain which one is meant. */
function formatOf(time, at) {
	if (Math.abs(Date.now() - at.getTime()) > HALF_A_YEAR_MS) {
		return formats.years;
	}
	return "seconds" in time.dataset ? formats.seconds : formats.minutes;
}

for (const time of document.querySelectorAll("time[datetime]")) {
	time.title = time.textContent ?? "";
	const at = new Date(time.dateTime);
	time.textContent = formatOf(time, at).format(at);
}

for (const all of document.querySelectorAll("input[data-tick-all]")) {
	const ticks = document.querySelectorAll(`input[name="${all.dataset.tickAll}"]`);
	all.hidden = false;
	all.addEventListener("change", () => {
		for (const tick of ticks) {
			tick.checked = all.checked;
		}
	});
}
