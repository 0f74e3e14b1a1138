import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";

import { createDivisionSetupStore } from "../../../src/db/division-setup.ts";
import { createAccountSetupStore } from "../../../src/db/fedex-accounts.ts";
import { createOrderSetupStore } from "../../../src/db/order-setup.ts";
import { createReplayStore } from "../../../src/db/replays.ts";
import { orders, shipments } from "../../../src/db/schema.ts";
import { openKeyRing } from "../../../src/lib/key-ring.ts";
import type { ShippingDeps } from "../../../src/shipping/deps.ts";
import { createJournal } from "../../../src/shipping/journal.ts";
import { pollDivision } from "../../../src/shipping/poll-division.ts";
import { shipDue } from "../../../src/shipping/ship-due.ts";
import { anAdministration } from "../administration.ts";
import { sampleSettings } from "../samples.ts";
import { LedgerCarrier } from "./ledger-carrier.ts";
import { SteppedRun } from "./stepped-run.ts";

export type RunKind = "ship" | "poll";

/** A live division with one order, on real D1 and R2, whose runs can be overtaken and cut off at any await. */
export async function aWorld(backorders: "person" | "ship") {
	const carrier = new LedgerCarrier(() => admin.time.now);
	const admin = await anAdministration({ settings: sampleSettings({ backorders }) }, carrier);
	const { db, divisionId } = admin;
	const entered = admin.enter({ line: { quantity: 2 } });
	const keys = openKeyRing(env.ENCRYPTION_KEYS);

	function start(kind: RunKind): SteppedRun {
		const work = kind === "ship" ? shipDue : pollDivision;
		return new SteppedRun((run) => work(divisionId, steppedDeps(run)));
	}

	function steppedDeps(run: SteppedRun): ShippingDeps {
		const { deps } = admin;
		const objects = run.stepped("objects", deps.objects);
		return {
			...deps,
			objects,
			journal: createJournal(objects, keys),
			divisions: run.stepped("divisions", deps.divisions),
			orders: run.stepped("orders", deps.orders),
			shipments: run.stepped("shipments", deps.shipments),
			accounts: run.stepped("accounts", deps.accounts),
			leases: run.stepped("leases", deps.leases),
			wakeUps: run.stepped("wakeUps", deps.wakeUps),
			carrier: async () => run.stepped("carrier", carrier, ["writeBooking", "readBooking"]),
			erp: (division, lane) => {
				const { erp, room } = deps.erp(division, lane);
				return { erp: run.stepped("erp", erp), room };
			},
		};
	}

	return {
		...admin,
		...entered,
		carrier,
		keys,
		start,
		/** The order as Exact has it now. */
		exact: { header: entered.header, line: entered.line },
		/** What the order asked for at most, ever. */
		most: { quantity: 2 },
		setup: createDivisionSetupStore(db),
		accounts: createAccountSetupStore(db, keys),
		replays: createReplayStore(db),
		orderSetup: createOrderSetupStore(db),
		change: () => ({ now: admin.time.now, actor: "operator:test", correlationId: "req_1" }),
		findOrder: () => db.query.orders.findFirst({ where: eq(orders.divisionId, divisionId) }),
		shipments: () =>
			db
				.select()
				.from(shipments)
				.where(eq(shipments.divisionId, divisionId))
				.orderBy(shipments.sequence, shipments.id),
	};
}

export type World = Awaited<ReturnType<typeof aWorld>>;
