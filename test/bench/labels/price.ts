import { ASSUMED, PRICES } from "../../../src/tools/scale/inputs.ts";
import type { Usage, Used } from "./usage.ts";

/** Dollars for a thousand shipments that used so much each, as if the month's included share were spent. */
export function pricePerThousand(usage: Usage): number {
	return Object.values(priceParts(usage)).reduce((sum, part) => sum + part, 0);
}

export function priceParts(usage: Usage): Record<Used, number> {
	const entries = Object.entries(usage) as [Used, number][];
	return Object.fromEntries(
		entries.map(([name, used]) => [name, used * PRICES[name].unit * 1_000]),
	) as Record<Used, number>;
}

/** Dollars for keeping a thousand shipments as long as docs/scale.md assumes. */
export function keepingPerThousand(): { d1: number; r2: number } {
	const gigabytes = (bytes: number) => (bytes * 1_000) / 1e9;
	return {
		d1: gigabytes(ASSUMED.d1BytesPerShipment) * ASSUMED.monthsInD1 * PRICES.d1Gigabytes.unit,
		r2: gigabytes(ASSUMED.r2BytesPerShipment) * ASSUMED.monthsInR2 * PRICES.r2Gigabytes.unit,
	};
}
