import type { TellingDeps } from "../shipping/tell/telling-deps.ts";

type Deps = {
	hosts(): Promise<string[]>;
	divisions(): Promise<{ id: string; name: string; connectionId: string; code: number }[]>;
	fedexSession(host: string): { status(): Promise<{ holdUntil: number | null }> };
	callBudget(division: { connectionId: string; code: number }): {
		snapshot(): Promise<{ dayLeft: number; dayLimit: number }>;
	};
	now: () => number;
};

/** What only the keepers of tokens and calls know, asked one by one; one that does not answer fails the question. */
export function createKeepers(deps: Deps): TellingDeps["keepers"] {
	return {
		async holds() {
			const held: { host: string; until: number }[] = [];
			for (const host of await deps.hosts()) {
				const { holdUntil } = await deps.fedexSession(host).status();
				if (holdUntil !== null && holdUntil > deps.now()) {
					held.push({ host: new URL(host).host, until: holdUntil });
				}
			}
			return held;
		},

		async budgets() {
			const divisions = await deps.divisions();
			return Promise.all(
				divisions.map(async (division) => {
					const { dayLeft, dayLimit } = await deps.callBudget(division).snapshot();
					return { divisionId: division.id, name: division.name, dayLeft, dayLimit };
				}),
			);
		},
	};
}
