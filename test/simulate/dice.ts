/** Numbers that look random and are the same for the same seed (mulberry32). */
export type Dice = {
	/** From 0 up to 1. */
	next(): number;
	between(from: number, to: number): number;
	whole(from: number, to: number): number;
	chance(share: number): boolean;
};

export function rollDice(seed: number): Dice {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const between = (from: number, to: number) => from + (to - from) * next();
	return {
		next,
		between,
		whole: (from, to) => Math.floor(between(from, to + 1)),
		chance: (share) => next() < share,
	};
}
