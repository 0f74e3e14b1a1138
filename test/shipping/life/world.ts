import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";

import { createDivisionSetupStore } from "../../../src/db/division-setup.ts";
import { createAccountSetupStore } from "../../../src/db/fedex-accounts.ts";
import { createOrderSetupStore } from "../../../src/db/order-setup.ts";
import { createReplayStore } from "../../../src/db/replays.ts";
import { orders, shipmentAttempts, shipments, writeBacks } from "../../../src/db/schema.ts";
import { createSystemStore } from "../../../src/db/system.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import { openKeyRing } from "../../../src/lib/key-ring.ts";
import { createJournal } from "../../../src/shipping/book/journal.ts";
import { shipDue } from "../../../src/shipping/book/ship-due.ts";
import type { ShippingDeps } from "../../../src/shipping/deps.ts";
import { pauseEverything } from "../../../src/shipping/operate/pause.ts";
import { pollDivision } from "../../../src/shipping/poll/poll-division.ts";
import { reconcileDue } from "../../../src/shipping/reconcile/reconcile-due.ts";
import { writeBackDue } from "../../../src/shipping/write-back/write-back-due.ts";
import { anAdministration } from "../administration.ts";
import { sampleSettings } from "../samples.ts";
import { LedgerCarrier } from "./ledger-carrier.ts";
import { SteppedRun } from "./stepped-run.ts";

export type RunKind = "ship" | "poll" | "reconcile" | "write-back";

/** A live division with one order, on real D1 and R2, whose runs can be overtaken and cut off at any await. */
export async function aWorld(backorders: "person" | "ship") {
	const carrier = new LedgerCarrier(() => admin.time.now);
	const admin = await anAdministration({ settings: sampleSettings({ backorders }) }, carrier);
	const { db, divisionId, accountId } = admin;
	const entered = admin.enter({ line: { quantity: 2 } });
	const keys = openKeyRing(env.ENCRYPTION_KEYS);
	const system = createSystemStore(db);
	const change = () => ({ now: admin.time.now, actor: "operator:test", correlationId: "req_1" });
	// A life that failed may have left it.
	await pauseEverything(false, change(), system);

	function start(kind: RunKind): SteppedRun {
		const work = {
			ship: (deps: ShippingDeps) => shipDue(divisionId, deps),
			poll: (deps: ShippingDeps) => pollDivision(divisionId, deps),
			reconcile: (deps: ShippingDeps) => reconcileDue(accountId, deps),
			"write-back": (deps: ShippingDeps) => writeBackDue(divisionId, deps),
		};
		return new SteppedRun((run) => work[kind](steppedDeps(run)), admin.time.now);
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
			reconciles: run.stepped("reconciles", deps.reconciles),
			writeBacks: run.stepped("writeBacks", deps.writeBacks),
			counts: run.stepped("counts", deps.counts),
			leases: run.stepped("leases", deps.leases),
			wakeUps: run.stepped("wakeUps", deps.wakeUps),
			carrier: async () => run.stepped("carrier", carrier, UNSTEPPED),
			finder: async () => run.stepped("finder", carrier),
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
		voids: createVoidStore(db),
		system,
		orderSetup: createOrderSetupStore(db),
		change,
		findOrder: () => db.query.orders.findFirst({ where: eq(orders.divisionId, divisionId) }),
		shipments: () =>
			db
				.select()
				.from(shipments)
				.where(eq(shipments.divisionId, divisionId))
				.orderBy(shipments.sequence, shipments.id),
		documents: () => db.select().from(writeBacks).where(eq(writeBacks.divisionId, divisionId)),
		attempts: () =>
			db.select().from(shipmentAttempts).where(eq(shipmentAttempts.divisionId, divisionId)),
	};
}

const UNSTEPPED = ["writeBooking", "readBooking", "findTrackingNumbers", "findJob"];

export type World = Awaited<ReturnType<typeof aWorld>>;

export async function pollNow(world: World): Promise<void> {
	await world.deps.divisions.requestPoll(world.divisionId, world.time.now);
	await world.start("poll").finish();
}

/** As the use case does, but for the webhooks and credentials that it wants to see first. */
export async function releaseAll(world: World): Promise<void> {
	const division = await world.division();
	if (division.mode === "hold") {
		await world.release("all");
	}
}
