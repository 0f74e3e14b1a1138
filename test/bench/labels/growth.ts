import { join } from "node:path";

import { bigDatabaseStatements } from "../big-database.ts";
import type { Grown } from "./growth-rows.ts";
import { measureOrders } from "./measure.ts";
import { World, type WorldOptions } from "./world.ts";

type GrowthOptions = Omit<WorldOptions, "dir"> & {
	dataDir: string;
	orders: number;
};

/** The same orders in a division that has shipped so many before. */
export async function measureWith(stored: number, options: GrowthOptions): Promise<Grown> {
	const { dataDir, orders, ...rest } = options;
	const world = new World({ ...rest, dir: join(dataDir, `stored-${stored}`) });
	try {
		await world.begin(1);
		const [division] = world.divisions;
		const [account] = await world.sql<{ id: string }>("select id from fedex_accounts");
		if (division === undefined || account === undefined) {
			throw new Error("nothing is connected");
		}
		const into = { division: division.id, account: account.id };
		for (const statement of bigDatabaseStatements({
			shipments: stored,
			divisions: 1,
			now: Date.now(),
			into,
		})) {
			await world.sql(statement);
		}
		// What waits among them would be read again in Exact, which knows nothing of it.
		await world.sql(
			"delete from orders where exact_order_id like 'order-%' and state <> 'reserved'",
		);
		return { stored, measured: await measureOrders(world, orders) };
	} finally {
		await world.end();
	}
}
