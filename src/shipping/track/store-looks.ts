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
import { type ShipmentChange, readChange } from "./read-change.ts";
import { nextLookAt } from "./tracking-pace.ts";
import { hasArrived } from "./tracking-progress.ts";

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
	const known = await tracking.listEvents(mine);
	const changes = mine.flatMap((id) => {
		const shipment = shipments.get(id);
		const isMine = (parcel: TrackedParcel) => lookAt.get(parcel);
		return shipment?.status === "labelled"
			? (readChange(shipment, isMine, known.get(id) ?? []) ?? [])
			: [];
	});
	const texts = await writeTexts(changes, known, deps);
	const now = clock.now();
	const settled: ShipmentNews[] = [];
	const toldOf = new Set<string>();
	for (const change of changes) {
		const { shipment, to } = change;
		const news = { ...change.news, document: texts.get(shipment.id) ?? null };
		const hasMoved = to !== shipment.trackingState;
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
			if (to === "exception") {
				// FedEx reports a cancelled one as trouble.
				await recallLabel({ shipmentId: shipment.id }, deps);
			}
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
			dueAt: nextLookAt(looked.group.pace, now) ?? now,
			failures: looked.failures,
			news: settled,
			leaving,
			moving: toNewPaces(staying, looked.group, now),
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
			texts.set(shipment.id, { body, bodyHash: await sha256Hex(body), urgency });
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

/** Members of one state that is not the group's make a group of their own. */
function toNewPaces(staying: readonly TrackedParcel[], group: TrackingGroup, now: number) {
	const movers = staying.filter((member) => member.state !== group.pace);
	return [...Map.groupBy(movers, (member) => member.state)].map(([pace, parcels]) => ({
		id: newId("trg", now),
		pace,
		dueAt: nextLookAt(pace, now) ?? now,
		failures: 0,
		members: parcels.map(({ shipmentId, sequence }) => ({ shipmentId, sequence })),
	}));
}
