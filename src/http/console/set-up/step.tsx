import type { Child } from "hono/jsx";

import { t } from "../texts/t.ts";

export type StepState = "done" | "next" | "later";

const MARKS: Record<StepState, string> = { done: "✓", next: "→", later: "·" };
const wordFor = (state: StepState) =>
	({ done: t.setUp.done, next: t.setUp.next, later: t.setUp.later })[state];

export function stateOf(isDone: boolean, isNext: boolean): StepState {
	if (isDone) {
		return "done";
	}
	return isNext ? "next" : "later";
}

/** One step of a list: a mark, the same as a word for who can't see it, and what belongs to it. */
export function Step(props: { title: string; state: StepState; children?: Child }) {
	const { title, state } = props;
	return (
		<li class={state} aria-current={state === "next" ? "step" : undefined}>
			<span class="mark" aria-hidden="true">
				{MARKS[state]}
			</span>
			<div>
				<h3>
					{title} <span class="quiet small">{wordFor(state)}</span>
				</h3>
				{props.children}
			</div>
		</li>
	);
}
