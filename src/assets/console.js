/* Comforts, and nothing that a page needs: instants in the reader's own time, one tick for all, tables that a keyboard can scroll. */
const parts = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
/** The reader's own way to write the page's language, else the page's. */
const { lang } = document.documentElement;
const own = new Intl.DateTimeFormat().resolvedOptions().locale;
const locale = own.startsWith(lang) ? own : lang === "en" ? "en-GB" : lang;
const formats = {
	minutes: new Intl.DateTimeFormat(locale, parts),
	seconds: new Intl.DateTimeFormat(locale, { ...parts, second: "2-digit" }),
	years: new Intl.DateTimeFormat(locale, { ...parts, year: "numeric" }),
};
const HALF_A_YEAR_MS = 182 * 86_400_000;

/** The year is told where it is not plain which one is meant. */
function formatOf(time, at) {
	if (Math.abs(Date.now() - at.getTime()) > HALF_A_YEAR_MS) {
		return formats.years;
	}
	return "seconds" in time.dataset ? formats.seconds : formats.minutes;
}

/** What scrolls sideways and holds nothing to stop at is a stop itself. */
const scrolled = new ResizeObserver((entries) => {
	for (const { target } of entries) {
		if (target.scrollWidth > target.clientWidth) {
			target.tabIndex = 0;
		} else {
			target.removeAttribute("tabindex");
		}
	}
});

function comfort(root) {
	for (const time of root.querySelectorAll("time[datetime]")) {
		time.title = time.textContent ?? "";
		const at = new Date(time.dateTime);
		time.textContent = formatOf(time, at).format(at);
	}
	for (const all of root.querySelectorAll("input[data-tick-all]")) {
		all.hidden = false;
		all.addEventListener("change", () => {
			for (const tick of document.querySelectorAll(`input[name="${all.dataset.tickAll}"]`)) {
				tick.checked = all.checked;
			}
		});
	}
	for (const region of root.querySelectorAll(".scroll")) {
		if (!region.hasAttribute("role") && region.tagName === "DIV") {
			region.setAttribute("role", "region");
			region.setAttribute("aria-label", nameOf(region));
		}
		scrolled.observe(region);
	}
}

function nameOf(region) {
	const heading = region.closest("section")?.querySelector("h2") ?? document.querySelector("h1");
	return `${document.documentElement.dataset.table} ${heading?.textContent ?? ""}`;
}

// The next scan takes the place of the last one.
document.querySelector("input[data-select]")?.select();
comfort(document);
// Parts that were loaded again.
document.addEventListener("live:replaced", (event) => comfort(event.target));
