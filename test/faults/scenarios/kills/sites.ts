import { seededRandom } from "../../../simulators/twin/random.ts";
import type { KilledAt } from "../../control.ts";
import type { Kill } from "../../worker/plan.ts";

/** Ways to a call that are remembered because it was seen on them. */
const SEEN_MAX = 12;
/** A way that the call was never seen on counts as one that leads there half as often. */
const UNSEEN = 0.5;

/** What had gone before a call: the situation, and the kill that the Worker had just come back from. */
export type Cause = { situation: string; after: KilledAt | undefined };

/** A way to a call, how often it was gone for its sake, and how often that ended in a kill there. */
type Way = Cause & { isSeen: boolean; rounds: number; kills: number };

type Site = { open: Kill[]; made: number; ways: Way[] };

/**
 * Calls that need not be killed at as often as the others, and why: no situation of ours leads there for sure.
 */
const RARE: { call: RegExp; why: string }[] = [
	{
		call: /^write-back: d1 (select|batch of update) connections /,
		why: "only where a grant's end is noticed in writing back, before a poll notices it",
	},
];

/** The calls that were seen, what is still to be killed at each, and how each was come by. */
export class Sites {
	readonly #sites = new Map<string, Site>();
	readonly #each: number;
	readonly #skipMax: number;
	readonly #random: () => number;
	#gone: { site: Site; way: Way } | undefined;

	/** `skipMax`: so many calls of a kind pass before a kill, at most. */
	constructor(options: { each: number; skipMax: number; seed: number }) {
		this.#each = options.each;
		this.#skipMax = options.skipMax;
		this.#random = seededRandom(options.seed);
	}

	learn(calls: readonly string[], cause: Cause): void {
		for (const call of calls) {
			const site = this.#sites.get(call) ?? this.#add(call);
			const known = site.ways.find((way) => isSame(way, cause));
			if (known !== undefined) {
				known.isSeen = true;
			} else if (site.ways.filter(({ isSeen }) => isSeen).length < SEEN_MAX) {
				site.ways.push({ ...cause, isSeen: true, rounds: 0, kills: 0 });
			}
		}
	}

	#add(call: string): Site {
		const open = Array.from({ length: this.#each }, (_, time): Kill => {
			const skip = Math.floor(this.#random() * (this.#skipMax + 1));
			return { call, when: time % 2 === 0 ? "before" : "after", skip };
		});
		const site: Site = { open, made: 0, ways: [] };
		this.#sites.set(call, site);
		return site;
	}

	/** False where it was none of those still to be made. */
	done({ call, when }: KilledAt): boolean {
		const site = this.#sites.get(call);
		const at = site?.open.findIndex((kill) => kill.when === when) ?? -1;
		if (site === undefined || at < 0) {
			return false;
		}
		site.open.splice(at, 1);
		site.made += 1;
		if (this.#gone?.site === site) {
			this.#gone.way.kills += 1;
		}
		return true;
	}

	/** One kill at each call that has some left, in no order. A call that came rarely is not let pass again. */
	armed(): Kill[] {
		return [...this.#sites.values()].flatMap(({ open }) => {
			const kill = open[Math.floor(this.#random() * open.length)];
			// The first of them as it stands; where it was waited for in vain, none passes.
			return kill === undefined ? [] : [{ ...kill }];
		});
	}

	/** From now on the kills that are left come at the first call of their kind. */
	passNone(): void {
		for (const kill of [...this.#sites.values()].flatMap(({ open }) => open)) {
			kill.skip = 0;
		}
	}

	/**
	 * A way to a call at which some are left: the one that led there most often for the times that it was gone, so what
	 * leads nowhere is tried less and less, and what was never tried gets its turn.
	 */
	wayToOpen(situations: readonly string[]): Cause | undefined {
		const open = [...this.#sites].filter(([call, site]) => site.open.length > 0 && !isRare(call));
		const [, site] = open[Math.floor(this.#random() * open.length)] ?? [];
		if (site === undefined) {
			this.#gone = undefined;
			return undefined;
		}
		for (const situation of situations) {
			const way = { situation, after: undefined };
			if (!site.ways.some((each) => isSame(each, way))) {
				site.ways.push({ ...way, isSeen: false, rounds: 0, kills: 0 });
			}
		}
		const best = Math.max(...site.ways.map(promise));
		const ways = site.ways.filter((way) => promise(way) === best);
		const way = ways[Math.floor(this.#random() * ways.length)];
		if (way === undefined) {
			return undefined;
		}
		way.rounds += 1;
		this.#gone = { site, way };
		return way;
	}

	/** Calls at which some are left. */
	get open(): string[] {
		return this.#left(false);
	}

	/** The same of those that may be rarer, with the reason. */
	get rare(): string[] {
		return this.#left(true);
	}

	#left(areRare: boolean): string[] {
		return [...this.#sites].flatMap(([call, { open }]) => {
			const reason = RARE.find((each) => each.call.test(call));
			return open.length === 0 || (reason !== undefined) !== areRare
				? []
				: [`${call} (${open.length}${reason === undefined ? "" : `: ${reason.why}`})`];
		});
	}

	get known(): string[] {
		return [...this.#sites.keys()];
	}

	get made(): number {
		return [...this.#sites.values()].reduce((sum, { made }) => sum + made, 0);
	}

	get count(): number {
		return this.#sites.size;
	}
}

function isRare(call: string): boolean {
	return RARE.some((each) => each.call.test(call));
}

function isSame(one: Cause, other: Cause): boolean {
	return (
		one.situation === other.situation &&
		one.after?.call === other.after?.call &&
		one.after?.when === other.after?.when
	);
}

function promise({ isSeen, rounds, kills }: Way): number {
	return (kills + (isSeen ? 1 : UNSEEN)) / (rounds + 1);
}
