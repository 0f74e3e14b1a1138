import type { ObjectStore } from "./ports/platform.ts";
import type { DueShipment } from "./ports/shipments.ts";

/**
 * What a person wished for the label of an attempt, beside its claim marker: written before FedEx is asked to cancel
 * it, so that a database put back in time does not hand out a label that is cancelled. Each object is written once;
 * the last one counts, since a label that FedEx did not cancel counts again and can be taken back again.
 */
type VoidWish = "void" | "relabel" | "kept";

export type MarkedAttempt = Pick<
	DueShipment,
	"exactOrderId" | "exactDeliveryId" | "sequence" | "attemptNumber"
>;

export async function noteWish(
	attempt: MarkedAttempt,
	wish: VoidWish,
	{ objects, now }: { objects: ObjectStore; now: number },
): Promise<void> {
	for (;;) {
		const { last, count } = await readWishes(attempt, objects);
		if (last === wish) {
			return;
		}
		const note = JSON.stringify({ wish, at: now });
		const outcome = await objects.putOnce(wishKey(attempt, count + 1), note, "application/json");
		if (outcome === "stored") {
			return;
		}
	}
}

/** Undefined where nobody ever wished to take it back. */
export async function findWish(
	attempt: MarkedAttempt,
	objects: Pick<ObjectStore, "read">,
): Promise<VoidWish | undefined> {
	return (await readWishes(attempt, objects)).last;
}

async function readWishes(
	attempt: MarkedAttempt,
	objects: Pick<ObjectStore, "read">,
): Promise<{ last: VoidWish | undefined; count: number }> {
	let last: VoidWish | undefined;
	for (let count = 0; ; count += 1) {
		const bytes = await objects.read(wishKey(attempt, count + 1));
		if (bytes === undefined) {
			return { last, count };
		}
		last = (JSON.parse(new TextDecoder().decode(bytes)) as { wish: VoidWish }).wish;
	}
}

function wishKey(attempt: MarkedAttempt, at: number): string {
	const { exactOrderId, exactDeliveryId, sequence, attemptNumber } = attempt;
	return `voids/${exactOrderId}/${exactDeliveryId ?? sequence}/${attemptNumber}/${at}`;
}
