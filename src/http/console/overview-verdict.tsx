import type { Child } from "hono/jsx";

import type { Status } from "./overview-cards.tsx";
import { At } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

/** Is it running? The first thing that stands against it, or when it works next. */
export function Verdict({ status, isAnyLive }: { status: Status; isAnyLive: boolean }) {
	const { kind, text } = verdictOf(status, isAnyLive);
	return (
		<p class={`verdict ${kind}`}>
			<span class="lamp" aria-hidden="true" />
			<span>{text}</span>
		</p>
	);
}

function verdictOf(
	{ pausedAt, connections, suspensions, due }: Status,
	isAnyLive: boolean,
): { kind: "good" | "warn" | "bad"; text: Child } {
	const cut = connections.filter(({ status }) => status === "needs_reauthorization").length;
	if (pausedAt !== null) {
		return { kind: "warn", text: <strong>{t.overview.everythingIsPaused}</strong> };
	}
	if (cut > 0) {
		return {
			kind: "bad",
			text: (
				<>
					<strong>{t.overview.notAllOfIt}</strong> {t.overview.exactAsksForA}
				</>
			),
		};
	}
	if (!isAnyLive) {
		return {
			kind: "warn",
			text: (
				<>
					<strong>{t.overview.nothingShipsYet}</strong> {t.overview.noDivisionIsLive}{" "}
					<a href="/console/set-up">{t.overview.whatIsToBe}</a>
				</>
			),
		};
	}
	if (suspensions.length > 0) {
		return {
			kind: "bad",
			text: (
				<>
					<strong>{t.overview.itRunsButSomething}</strong> {t.overview.seeBelow}
				</>
			),
		};
	}
	return {
		kind: "good",
		text: (
			<>
				<strong>{t.overview.itIsRunning}</strong> {t.overview.nextWork}{" "}
				<At iso={due.nextAt} empty={t.overview.whenSomethingComes} />.
			</>
		),
	};
}
