import { AppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import type { ParcelLook, TrackedNumber } from "../ports/carrier.ts";
import type { PushStore } from "../ports/pushes.ts";
import type { TrackedParcel, TrackedShipment } from "../ports/tracking.ts";
import { type RecallDeps, recallLabel } from "../recall-label.ts";
import { readChange } from "./read-change.ts";
import { writeTexts } from "./store-looks.ts";

type PushDeps = RecallDeps & Pick<ShippingDeps, "tracking"> & { pushes: PushStore };

/** A drain may move the same shipments at the same time; then what it stored is read, and the push laid over it. */
const TRIES = 3;

/**
 * Stores what FedEx pushed about parcels of an account, as a look is stored: each event once, states only forward, so
 * that repeats and wrong order change nothing. A number that nobody follows any more is passed over. When this returns
 * everything is stored; where that was not possible it throws, and FedEx sends again.
 */
export async function receivePush(
	accountId: string,
	numbers: readonly string[],
	read: (numbers: readonly TrackedNumber[]) => readonly ParcelLook[],
	deps: PushDeps,
): Promise<void> {
	for (let attempt = 1; !(await storeOnce(accountId, numbers, read, deps)); attempt += 1) {
		if (attempt === TRIES) {
			throw new AppError({
				code: "tracking.push_not_stored",
				disposition: "retry",
				message: "The parcels are being changed just now. Send it again.",
			});
		}
	}
	await deps.pushes.noteHeard(accountId, deps.clock.now());
}

/** False where another writer was faster with one of the shipments; what is stored by then stays. */
async function storeOnce(
	accountId: string,
	numbers: readonly string[],
	read: (numbers: readonly TrackedNumber[]) => readonly ParcelLook[],
	deps: PushDeps,
): Promise<boolean> {
	const { tracking, pushes, clock } = deps;
	const told = new Set(numbers);
	const isTold = (parcel: TrackedParcel) => told.has(parcel.trackingNumber);
	const groups = await pushes.findGroups(accountId, numbers);
	const shipments = (groups.length === 0 ? [] : await tracking.listShipments(groups)).filter(
		({ status, parcels }) => status === "labelled" && parcels.some(isTold),
	);
	const lookAt = looksOf(shipments, isTold, read);
	const known = await tracking.listEvents(shipments.map(({ id }) => id));
	const changes = shipments.flatMap(
		(shipment) =>
			readChange(shipment, (one) => lookAt.get(one), known.get(shipment.id) ?? []) ?? [],
	);
	const texts = await writeTexts(changes, known, deps);
	const now = clock.now();
	const woken = new Set<string>();
	let isStored = true;
	for (const { shipment, to, news } of changes) {
		const whole = { ...news, document: texts.get(shipment.id) ?? null };
		const isMove = to !== shipment.trackingState;
		// FedEx reports a cancelled one as trouble. Asked before that is stored: a run that dies between asks again.
		if (isMove && to === "exception" && (await recallLabel({ shipmentId: shipment.id }, deps))) {
			continue;
		}
		const read = { shipment, scansKnown: known.get(shipment.id)?.length ?? 0 };
		const outcome = isMove
			? await tracking.saveMove(shipment, to, whole, now)
			: await pushes.saveNews(read, whole, now);
		if (outcome === "lost") {
			isStored = false;
			continue;
		}
		woken.add(shipment.divisionId);
	}
	for (const divisionId of woken) {
		await deps.wakeUps.send("write-back", divisionId);
	}
	deps.log.info("tracking.pushed", { accountId, numbers: told.size, changes: changes.length });
	return isStored;
}

function looksOf(
	shipments: readonly TrackedShipment[],
	isTold: (parcel: TrackedParcel) => boolean,
	read: (numbers: readonly TrackedNumber[]) => readonly ParcelLook[],
): Map<TrackedParcel, ParcelLook | undefined> {
	const asked = shipments.flatMap(({ parcels, shipDate }) =>
		parcels.filter(isTold).map((parcel) => ({ parcel, shipDate })),
	);
	const looks = read(
		asked.map(({ parcel: { trackingNumber, uniqueId }, shipDate }) => ({
			trackingNumber,
			uniqueId,
			shipDate,
		})),
	);
	return new Map(asked.map(({ parcel }, at) => [parcel, looks[at]]));
}
