import type { Exchange } from "./exchanges.ts";
import { type Finding, idle, unexcused, type Waiver } from "./findings.ts";

interface Contract {
	request(exchange: Exchange): Finding[];
	answer(exchange: Exchange): Finding[];
}

/** Holds exchanges against a contract, and remembers which waivers that took. */
export class Inspection {
	readonly #contract: Contract;
	readonly #waivers: readonly Waiver[];
	readonly #found: Finding[] = [];

	constructor(contract: Contract, waivers: readonly Waiver[]) {
		this.#contract = contract;
		this.#waivers = waivers;
	}

	/** Where these requests and answers differ from the contract without an excuse. */
	breaches(exchanges: readonly Exchange[]): string[] {
		return this.unexcused(
			exchanges.flatMap((exchange) => [
				...this.#contract.request(exchange),
				...this.#contract.answer(exchange),
			]),
		);
	}

	unexcused(findings: Finding[]): string[] {
		this.#found.push(...findings);
		return unexcused(findings, this.#waivers);
	}

	/** Waivers that nothing needed so far. */
	idleWaivers(): string[] {
		return idle(this.#waivers, this.#found);
	}
}
