import { sha256Hex } from "../../lib/encoding.ts";
import { newId } from "../../lib/ids.ts";
import type { ShippingDeps } from "../deps.ts";
import type { ParcelLook } from "../ports/carrier.ts";
import type {
	NewText,
	ShipmentNews,
	StoredScan,
	TrackedParcel,
	TrackedShipment,
	TrackingGroup,
} from "../ports/tracking.ts";
import { type RecallDeps, recallLabel } from "../recall-label.ts";
import { urgencyOf, wantsUpdate } from "../write-back/document-policy.ts";
import { documentBody } from "../write-back/document-text.ts";
import { endLooking } from "./end-looking.ts";
import { type ShipmentChange, isAsKnown, readChange } from "./read-change.ts";
import { nextLook, nextSlot } from "./tracking-pace.ts";
import { hasArrived, stateOfShipment } from "./tracking-progress.ts";

type LookDeps = RecallDeps & Pick<ShippingDeps, "tracking">;

/** A group that was looked at: its members with their shipments, and a look for each. */
type LookedAt = {
	accountId: string;
	group: TrackingGroup;
	members: readonly TrackedParcel[];
	shipments: ReadonlyMap<string, TrackedShipment>;
	looks: readonly ParcelLook[];
	/** What the group is left with: above 0 it stays apart from others. */
	failures: number;
};

/**
 * Stores what the looks at one group told. A shipment whose state moves is one batch with all its news; the other
 * news and the group's next look are another. Members leave the group only with that last batch and by the state
 * that they have, so that a run that dies in between is simply done again. Answers whose Documents are due.
 */
export async function storeLooks(looked: LookedAt, deps: LookDeps): Promise<string[]> {
	const { tracking, clock } = deps;
	const { members, shipments, looks } = looked;
	const lookAt = new Map(members.map((member, at) => [member, looks[at]]));
	const mine = [...new Set(members.map((member) => member.shipmentId))];
	const told = mine.flatMap((id) => {
		const shipment = shipments.get(id);
		return shipment?.status === "labelled" && hasNews(shipment, lookAt) ? [shipment] : [];
	});
	const known = await tracking.listEvents(told.map(({ id }) => id));
	const changes = told.flatMap(
		(shipment) =>
			readChange(shipment, (parcel) => lookAt.get(parcel), known.get(shipment.id) ?? []) ?? [],
	);
	const texts = await writeTexts(changes, known, deps);
	const now = clock.now();
	const settled: ShipmentNews[] = [];
	const toldOf = new Set<string>();
	for (const change of changes) {
		const { shipment, to } = change;
		const news = { ...change.news, document: texts.get(shipment.id) ?? null };
		const hasMoved = to !== shipment.trackingState;
		// FedEx reports a cancelled one as trouble. Asked before that is stored: a run that dies between asks again.
		if (hasMoved && to === "exception" && (await recallLabel({ shipmentId: shipment.id }, deps))) {
			continue;
		}
		if (hasMoved && (await tracking.saveMove(shipment, to, news, now)) === "lost") {
			deps.log.warn("tracking.move_lost", { shipmentId: shipment.id });
			continue;
		}
		if (hasMoved) {
			shipment.version += 1;
			shipment.trackingState = to;
			deps.log.info("shipment.tracked", {
				shipmentId: shipment.id,
				correlationId: shipment.correlationId,
				to,
			});
		} else {
			settled.push(news);
		}
		adopt(shipment, news);
		if (news.document !== null) {
			toldOf.add(shipment.divisionId);
		}
	}
	const leaving = await listLeaving(looked, lookAt, deps);
	const staying = members.filter((member) => !leaving.includes(member));
	await tracking.settle(
		looked.accountId,
		{
			groupId: looked.group.id,
			dueAt: nextSlot(looked.group.pace, now),
			failures: looked.failures,
			news: settled,
			leaving,
			moving: toNewPaces(staying, looked, now),
		},
		now,
	);
	return [...toldOf];
}

/** The Document's text for each change that the division wants told, from all that is known by then. */
export async function writeTexts(
	changes: readonly ShipmentChange[],
	known: ReadonlyMap<string, readonly StoredScan[]>,
	{ tracking }: Pick<LookDeps, "tracking">,
): Promise<Map<string, NewText>> {
	const wanted = changes.filter(({ shipment, to, news }) =>
		wantsUpdate(shipment.policy, {
			from: shipment.trackingState,
			to,
			hasNewEvents: news.events.length > 0,
		}),
	);
	const plans =
		wanted.length === 0
			? new Map()
			: await tracking.listPlans(wanted.map(({ shipment }) => shipment.id));
	const texts = new Map<string, NewText>();
	for (const { shipment, to, news } of wanted) {
		const plan = plans.get(shipment.id);
		if (plan !== undefined) {
			const body = documentBody({
				shipmentId: shipment.id,
				plan,
				shipDate: shipment.shipDate,
				state: to,
				packages: shipment.parcels.map(({ sequence, trackingNumber, state }) => ({
					sequence,
					trackingNumber,
					state: news.parcels.find((parcel) => parcel.sequence === sequence)?.state ?? state,
				})),
				events: [...(known.get(shipment.id) ?? []), ...news.events].toSorted(byInstant),
			});
			const urgency = urgencyOf({ from: shipment.trackingState, to });
			const instants = news.events.map((event) => event.at);
			texts.set(shipment.id, {
				body,
				bodyHash: await sha256Hex(body),
				urgency,
				newsAt: instants.length === 0 ? null : Math.max(...instants),
			});
		}
	}
	return texts;
}

function byInstant(left: StoredScan, right: StoredScan): number {
	return (
		left.at - right.at ||
		left.packageSequence - right.packageSequence ||
		left.code.localeCompare(right.code)
	);
}

/** What was stored is what the next group of the same run begins with. */
function adopt(shipment: TrackedShipment, news: ShipmentNews): void {
	for (const parcel of shipment.parcels) {
		Object.assign(
			parcel,
			news.parcels.find((told) => told.sequence === parcel.sequence),
		);
	}
}

async function listLeaving(
	{ members, shipments }: LookedAt,
	lookAt: ReadonlyMap<TrackedParcel, ParcelLook | undefined>,
	deps: LookDeps,
): Promise<TrackedParcel[]> {
	const leaving: TrackedParcel[] = [];
	for (const member of members) {
		const shipment = shipments.get(member.shipmentId);
		const look = lookAt.get(member);
		const seen = look?.kind === "seen" ? look.state : null;
		if (
			shipment === undefined ||
			shipment.status !== "labelled" ||
			hasArrived(member.state, seen) ||
			(await endLooking(shipment, member, deps))
		) {
			leaving.push(member);
		}
	}
	return leaving;
}

/** Most looks show what is known already: then what is stored of its scans need not be read. */
function hasNews(
	shipment: TrackedShipment,
	lookAt: ReadonlyMap<TrackedParcel, ParcelLook | undefined>,
): boolean {
	const { parcels, trackingState } = shipment;
	return (
		parcels.some((parcel) => !isAsKnown(parcel, lookAt.get(parcel))) ||
		stateOfShipment(parcels.map(({ state }) => state)) !== trackingState
	);
}

/** Members of one pace that is not the group's make a group of their own. */
function toNewPaces(
	staying: readonly TrackedParcel[],
	{ group, shipments }: Pick<LookedAt, "group" | "shipments">,
	now: number,
) {
	const movers = staying.flatMap((member) => {
		const shipment = shipments.get(member.shipmentId);
		const next = shipment && nextLook({ ...shipment, ...member }, now);
		return next === undefined || next.pace === group.pace ? [] : [{ member, next }];
	});
	return [...Map.groupBy(movers, ({ next }) => `${next.pace} ${next.at}`).values()].flatMap(
		(parcels) =>
			parcels.slice(0, 1).map(({ next }) => ({
				id: newId("trg", now),
				pace: next.pace,
				dueAt: next.at,
				failures: 0,
				members: parcels.map(({ member: { shipmentId, sequence } }) => ({ shipmentId, sequence })),
			})),
	);
}
