import { twinGet } from "../../../../src/tools/start/twin.ts";
import { URLS } from "../../addresses.ts";
import type { Run } from "../../scenario.ts";
import type { Span, WorldStatus } from "../../world.ts";

type LoggedCall = { at: number; scope: string };

/**
 * A kill between Exact's answer to a refresh and its being stored ends the grant: Exact keeps no second copy. The
 * administrator consents again, as after any grant that died.
 */
export class Consents {
	given = 0;
	readonly #giving: Span[] = [];
	readonly #run: Run;

	constructor(run: Run) {
		this.#run = run;
	}

	/** To be looked at all the time: what waits for consent would wait for ever. */
	async giveWhereNeeded(status: WorldStatus | undefined): Promise<void> {
		const isNeeded = status?.connections.some((each) => each.status === "needs_reauthorization");
		if (isNeeded !== true) {
			return;
		}
		const dead = await this.#countDead();
		const from = await this.#run.world.now();
		try {
			await this.#run.world.connectAgain();
		} catch {
			// A kill came in the middle of it: the next look gives what is left.
		}
		this.#giving.push({ from, to: await this.#run.world.now() });
		this.given += dead - (await this.#countDead());
	}

	/**
	 * Another kill may come before it is stored that the grant is dead: then Exact is asked once more with a token that
	 * it took before, but never twice without a kill, or another grant, between.
	 */
	async checkAsked(): Promise<void> {
		const { calls: inVain } = await twinGet<{ calls: LoggedCall[] }>(
			URLS.exact,
			"log?rule=old-refresh-token",
		);
		const between = [...this.#run.world.away, ...this.#giving];
		const avoidable = inVain.filter(({ at, scope }, index) => {
			const before = inVain.slice(0, index).findLast((call) => call.scope === scope);
			return before !== undefined && !between.some(({ from, to }) => to >= before.at && from <= at);
		});
		for (const { at, scope } of avoidable) {
			const nearest = between.findLast(({ from }) => from <= at);
			console.log(`asked again in vain: ${scope} at ${at}, away ${JSON.stringify(nearest)}`);
		}
		this.#run.unavoidable["old-refresh-token"] = inVain.length - avoidable.length;
	}

	async #countDead(): Promise<number> {
		const { items } = await this.#run.world.api.get<{ items: { status: string }[] }>(
			"/api/v1/exact-connections?limit=200",
		);
		return items.filter(({ status }) => status === "needs_reauthorization").length;
	}
}
