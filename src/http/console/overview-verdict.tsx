import type { Child } from "hono/jsx";

import type { Status } from "./overview-cards.tsx";
import { At } from "./parts/texts.tsx";

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
		return { kind: "warn", text: <strong>Everything is paused.</strong> };
	}
	if (cut > 0) {
		return {
			kind: "bad",
			text: (
				<>
					<strong>Not all of it runs:</strong> Exact asks for a new consent.
				</>
			),
		};
	}
	if (!isAnyLive) {
		return {
			kind: "warn",
			text: (
				<>
					<strong>Nothing ships yet:</strong> no division is live.{" "}
					<a href="/console/set-up">What is to be set up</a>
				</>
			),
		};
	}
	if (suspensions.length > 0) {
		return {
			kind: "bad",
			text: (
				<>
					<strong>It runs, but something stands still;</strong> see below.
				</>
			),
		};
	}
	return {
		kind: "good",
		text: (
			<>
				<strong>It is running.</strong> Next work{" "}
				<At iso={due.nextAt} empty="when something comes" />.
			</>
		),
	};
}
