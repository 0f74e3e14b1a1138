import { AppError, refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import type { Change } from "../ports/changes.ts";
import type { Erasure, ErasureRequest, ErasureStore, ObjectEraser } from "../ports/keeping.ts";
import { requireDone, requireFound } from "../refusals.ts";
import { type RunOutcome, withLease } from "../with-lease.ts";
import { KEEP_LIMITS } from "./keep-limits.ts";

/**
 * Forgets who an order, or all orders of a customer, went to. What was asked of FedEx and answered becomes unreadable,
 * because its key is destroyed; labels and proofs are deleted; names, addresses, phones and mails are blanked in rows
 * that stay, with their states, ids, amounts and hashes. Papers of customs stay: the tax law has the company keep them.
 * Only what is settled is erased: a parcel on its way needs its address, and its label may have to be cancelled. Later
 * polls don't bring the data back to those orders; Exact and FedEx hold their own, and a new order is a new business.
 */
export type ErasureDeps = Pick<ShippingDeps, "clock" | "log" | "leases" | "wakeUps"> & {
	erasures: ErasureStore;
	eraser: ObjectEraser;
};

const ORDERS = 25;
const NAMED = 20;

/** @throws AppError `erasure.nothing_there`, `erasure.not_settled` */
export async function askErasure(
	request: ErasureRequest,
	change: Change,
	deps: ErasureDeps,
): Promise<Erasure> {
	const { erasures, wakeUps } = deps;
	const some = { after: null, knownBy: change.now, limit: 1, isRepeated: false };
	if ((await erasures.listOrders(request, some)).length === 0) {
		throw refusal(
			"erasure.nothing_there",
			"No order of that id or customer is stored with its person's data.",
		);
	}
	const open = await erasures.findOpen(request, NAMED);
	if (open.length > 0) {
		throw refusal(
			"erasure.not_settled",
			"Orders are not settled yet, and a parcel can't be delivered or cancelled without its address.",
			open.map(({ orderNumber, open: why }) => ({
				code: "erasure.not_settled",
				field: `Order ${orderNumber}`,
				message: `It is not settled: ${why ?? "open"}.`,
				remedy: "Settle it, or wait until the parcel is at its end, then ask again.",
			})),
		);
	}
	const id = newId("era", change.now);
	requireDone(await erasures.create({ ...request, id }, change));
	await wakeUps.send("keep", "erase");
	return requireFound("erasure", id, await erasures.find(id));
}

/** Goes on with the erasure that waits longest. */
export async function eraseDue(deps: ErasureDeps): Promise<void> {
	const lease = { kind: "keep", scope: "erase", leaseMs: KEEP_LIMITS.leaseMs } as const;
	await withLease(lease, deps, async (mayGoOn): Promise<RunOutcome> => {
		while (await mayGoOn()) {
			const erasure = await deps.erasures.findDue(deps.clock.now());
			if (erasure === undefined) {
				return "done";
			}
			try {
				await goOn(erasure, deps);
			} catch (error) {
				const now = deps.clock.now();
				logPostponed(deps.log, "erasure.postponed", error, { erasureId: erasure.id });
				const failures = erasure.failures + 1;
				const dueAt = now + KEEP_LIMITS.retryMs * Math.min(60, 2 ** (failures - 1));
				await deps.erasures.save(erasure, { failures, dueAt }, now);
				return "done";
			}
		}
		return "unfinished";
	});
}

/** Rows first: they name the documents, and name them again where a run dies before those are gone. */
async function goOn(erasure: Erasure, deps: ErasureDeps): Promise<void> {
	const { erasures, eraser, clock, log } = deps;
	const change = { now: clock.now(), actor: "system", correlationId: erasure.id };
	const orders = await erasures.listOrders(erasure, {
		after: erasure.cursor,
		knownBy: erasure.createdAt,
		limit: ORDERS,
		// A run that died may have blanked rows whose objects are still there.
		isRepeated: true,
	});
	if (orders.length === 0) {
		await erasures.finish(erasure, {}, change);
		log.info("erasure.done", { erasureId: erasure.id, orders: erasure.orders });
		return;
	}
	if (orders.some(({ open }) => open !== null)) {
		throw new AppError({
			code: "erasure.taken_up",
			disposition: "wait",
			message: "An order was taken up again since its erasure was asked for.",
		});
	}
	const documents = await erasures.blank(orders, change);
	const orderKeys = orders.map(({ exactOrderId }) => `keys/${exactOrderId}`);
	await eraser.erase([...orderKeys, ...documents.delete]);
	await erasures.save(
		erasure,
		{
			cursor: orders.at(-1)?.id ?? null,
			orders: erasure.orders + orders.length,
			documentsDeleted: erasure.documentsDeleted + documents.delete.length,
			documentsKept: erasure.documentsKept + documents.kept,
			failures: 0,
		},
		clock.now(),
	);
}
