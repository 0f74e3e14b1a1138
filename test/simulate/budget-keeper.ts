import type { CallBudgetKeeper } from "../../src/exact/call-room.ts";
import {
	type CallState,
	countError,
	freshState,
	reserveCalls,
	takeReport,
} from "../../src/exact/call-windows.ts";

/** What the Durable Object does with the same functions, its state in memory. */
export function createBudgetKeeper(now: () => number): CallBudgetKeeper {
	let state: CallState = freshState(now());
	return {
		reserve(asked) {
			const reserved = reserveCalls(state, asked, now());
			state = reserved.state;
			return Promise.resolve({ ...reserved.grant, errors: state.errors });
		},
		report(seen) {
			state = takeReport(state, seen, now());
			return Promise.resolve();
		},
		countError(seen) {
			state = countError(state, seen, now());
			return Promise.resolve(state.errors);
		},
	};
}
