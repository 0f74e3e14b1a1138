import { countOf } from "./counted.ts";
import type { Measured } from "./measured.ts";
import { pricePerThousand } from "./price.ts";
import { usageOf } from "./usage.ts";

/** What the same orders cost in a division that has shipped so many before. */
export type Grown = { stored: number; measured: Measured };

export type GrowthRow = { name: string; values: number[]; change: number };

/** What an order cost with few and with many stored, and by how much of it the second is more. */
export function growthOf(grown: readonly Grown[]): GrowthRow[] {
	const row = (name: string, valueOf: (measured: Measured) => number): GrowthRow => {
		const values = grown.map(({ measured }) => valueOf(measured));
		const [first = 0] = values;
		return { name, values, change: ((values.at(-1) ?? 0) - first) / first };
	};
	const perOrder = (name: string) =>
		row(`${name} an order`, ({ counted, orders }) => countOf(counted, name) / orders);
	return [
		perOrder("d1 statements"),
		perOrder("d1 rows read"),
		perOrder("d1 rows written"),
		perOrder("object requests"),
		row("USD per 1,000, without processor time", (measured) =>
			pricePerThousand(usageOf({ ...measured, cpuMs: 0 })),
		),
	];
}
