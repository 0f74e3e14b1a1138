import { seededRandom } from "../twin/random.ts";

/** Choices that a seed decides. */
export class Dice {
	readonly #random: () => number;

	constructor(seed: number) {
		this.#random = seededRandom(seed);
	}

	/** A whole number from 0 up to, not including, `end`. */
	below(end: number): number {
		return Math.floor(this.#random() * end);
	}

	between(lowest: number, highest: number): number {
		return lowest + this.below(highest - lowest + 1);
	}

	chance(share: number): boolean {
		return this.#random() < share;
	}

	pick<T>(choices: readonly T[]): T {
		const choice = choices[this.below(choices.length)];
		if (choice === undefined) {
			throw new RangeError("nothing to choose from");
		}
		return choice;
	}

	/** `#` becomes a digit. */
	digits(pattern: string): string {
		return pattern.replaceAll("#", () => String(this.below(10)));
	}

	guid(): string {
		const hex = Array.from({ length: 32 }, () => this.below(16).toString(16));
		hex[12] = "4";
		hex[16] = this.pick(["8", "9", "a", "b"]);
		const text = hex.join("");
		return [
			[0, 8],
			[8, 12],
			[12, 16],
			[16, 20],
			[20, 32],
		]
			.map(([start, end]) => text.slice(start, end))
			.join("-");
	}
}
