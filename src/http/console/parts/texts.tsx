import type { Child } from "hono/jsx";

import { sayProblem } from "../say-problem.ts";
import { t } from "../texts/t.ts";

/** An instant: UTC from the server, which the script turns into the reader's own time. */
export function At(props: {
	iso?: string | null;
	ms?: number | null;
	empty?: string;
	hasSeconds?: boolean;
}) {
	const iso = props.iso ?? (typeof props.ms === "number" ? new Date(props.ms).toISOString() : null);
	if (iso === null) {
		return <span class="quiet">{props.empty ?? "–"}</span>;
	}
	const hasSeconds = props.hasSeconds === true;
	return (
		<time datetime={iso} data-seconds={hasSeconds ? "" : undefined}>
			{`${iso.slice(0, hasSeconds ? 19 : 16).replace("T", " ")} UTC`}
		</time>
	);
}

type Tone = "good" | "busy" | "warn" | "bad" | "quiet";

const TONES: Record<string, Tone> = {
	connected: "good",
	live: "good",
	labelled: "good",
	written: "good",
	confirmed: "good",
	closed: "good",
	delivered: "good",
	ready: "good",
	active: "good",
	subscribed: "good",
	printed: "good",
	taken: "good",
	queued: "busy",
	expired: "warn",
	not_paired: "warn",
	failing: "warn",
	disabled: "bad",
	planned: "busy",
	creating: "busy",
	asked: "busy",
	reserved: "busy",
	due: "busy",
	writing: "busy",
	sent: "busy",
	answered: "busy",
	in_transit: "busy",
	out_for_delivery: "busy",
	label_made: "busy",
	hold: "warn",
	shadow: "warn",
	paused: "warn",
	pending: "warn",
	held_back: "warn",
	doubtful: "warn",
	voiding: "warn",
	cancelling: "warn",
	unknown: "bad",
	lost: "bad",
	surfaced: "bad",
	blocked: "bad",
	failed: "bad",
	refused: "bad",
	exception: "bad",
	returned: "bad",
	suspended: "bad",
	needs_reauthorization: "bad",
};

/** Colour helps; the word says it. */
export function Badge({ value }: { value: string }) {
	return <span class={`badge ${TONES[value] ?? "quiet"}`}>{words(value)}</span>;
}

/** A state, a kind or a role in the reader's language; one that the catalogue has no word for, as it stands. */
export function words(value: string): string {
	const known: Readonly<Record<string, string>> = t.words;
	return Object.hasOwn(known, value)
		? (known[value] ?? value)
		: value.replaceAll("_", " ").replaceAll("-", " ");
}

export function Nothing({ children }: { children?: Child }) {
	return <p class="empty">{children}</p>;
}

type ReasonText = { code?: string; field: string; message: string; remedy: string };

/** Why something waits for a person: what is wrong, where, and what to do. */
export function Reason(props: { reason: ReasonText }) {
	const reason = sayProblem(props.reason);
	return (
		<div class="reason" title={reason.code}>
			<p>
				{reason.message} <span class="where">{reason.field}</span>
			</p>
			<p class="remedy">{reason.remedy}</p>
		</div>
	);
}

export function Facts({ rows }: { rows: readonly (readonly [string, Child])[] }) {
	return (
		<dl class="facts">
			{rows.map(([name, value]) => (
				<div>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}

export function Card(props: { title: string; id?: string; aside?: Child; children?: Child }) {
	return (
		<section class="card" id={props.id}>
			<div class="card-head">
				<h2>{props.title}</h2>
				{props.aside}
			</div>
			{props.children}
		</section>
	);
}

/** A way to the page with the rest of a list; the filters stay in the address. */
export function Pager(props: { path: string; query: URLSearchParams; nextCursor: string | null }) {
	const isFirst = !props.query.has("cursor");
	if (isFirst && props.nextCursor === null) {
		return null;
	}
	return (
		<nav class="pager" aria-label={t.parts.pages}>
			{isFirst ? null : <a href={withCursor(props, null)}>{t.parts.firstPage}</a>}
			{props.nextCursor === null ? null : (
				<a href={withCursor(props, props.nextCursor)} rel="next">
					{t.parts.nextPage}
				</a>
			)}
		</nav>
	);
}

function withCursor(
	{ path, query }: { path: string; query: URLSearchParams },
	cursor: string | null,
): string {
	const next = new URLSearchParams(query);
	next.delete("cursor");
	if (cursor !== null) {
		next.set("cursor", cursor);
	}
	return next.size === 0 ? path : `${path}?${next}`;
}
