import { expect } from "vitest";

import type { auditEvents, shipments } from "../../../src/db/schema.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import {
	SHIPMENT_MOVES,
	type ShipmentStatus,
} from "../../../src/shipping/model/shipment-states.ts";

/** What the audit must tell of the shipments of one order, read from its beginning. */

type ShipmentRow = typeof shipments.$inferSelect;
type AuditRow = typeof auditEvents.$inferSelect;

const LEADS_TO: Readonly<Record<string, readonly (ShipmentStatus | "same")[]>> = {
	"shipment.claimed": ["creating"],
	"shipment.marker_found": ["creating"],
	"shipment.given_back": ["planned"],
	"shipment.outcome_unknown": ["unknown"],
	"shipment.labelled": ["labelled"],
	// Heard late it may give it back, or find that it went on without that attempt.
	"shipment.refused": ["blocked", "planned", "same"],
	"shipment.failed": ["failed"],
	"shipment.planned": ["planned"],
	"shipment.blocked": ["blocked"],
	"shipment.replayed": ["planned"],
	"shipment.replay_asked": ["same"],
	"shipment.withdrawn": ["voided"],
	"shipment.attempt_lost": ["planned", "blocked"],
	"shipment.label_surfaced": ["same"],
	"shipment.cancel_asked": ["same"],
	"shipment.label_cancelled": ["planned", "blocked", "voided", "same"],
	"shipment.label_not_cancelled": ["blocked", "labelled", "same"],
	"shipment.void_asked": ["voiding"],
	// Of one that is being voided, or is void already.
	"shipment.relabel_asked": ["planned", "same"],
	"shipment.relabel_dropped": ["same"],
	"shipment.decision_settled": ["same"],
};

type Told = {
	/** Where it may be by now: some entries do not say which of their ways it took. */
	statuses: Set<ShipmentStatus>;
	version: number;
	attempt: number;
	/** Attempts whose outcome nobody knows yet. */
	unknown: Set<number>;
	/** Labels that are not cancelled, by attempt, which block it. */
	loose: Set<number>;
	/** Its attempts were given up for lost, and a person is to say what now. */
	isGivenUp: boolean;
	/** Attempts that went out, whatever came of them. */
	bought: Set<number>;
	/** The attempt whose label a person is taking back. */
	voiding: number | null;
	replays: number;
};

export function expectTrail(rows: readonly ShipmentRow[], trail: readonly AuditRow[]): void {
	const all = new Map<string, Told>();
	for (const entry of trail) {
		const told = all.get(entry.subject);
		if (told === undefined) {
			expectRestKnown(entry, all);
			all.set(entry.subject, begin(entry));
		} else {
			expect(entry.version).toBe(told.version + 1);
			told.version = entry.version;
			follow(entry, told);
		}
	}
	for (const row of rows) {
		const told = all.get(`shipment:${row.id}`);
		expect(told?.version).toBe(row.version);
		expect([...(told?.statuses ?? [])]).toContain(row.status);
	}
}

function begin({ version, details }: AuditRow): Told {
	expect(version).toBe(1);
	const { status } = details as { status?: ShipmentStatus };
	return {
		statuses: new Set([status ?? "planned"]),
		version,
		attempt: 0,
		unknown: new Set(),
		loose: new Set(),
		isGivenUp: false,
		bought: new Set(),
		voiding: null,
		replays: 0,
	};
}

/** Another shipment of the order is made only once it is known what became of those before. */
function expectRestKnown({ subject }: AuditRow, before: ReadonlyMap<string, Told>): void {
	for (const { statuses } of before.values()) {
		const isKnown = statuses.has("labelled") || statuses.has("voided");
		expect(isKnown, `${subject} beside one that is ${[...statuses].join(" or ")}`).toBe(true);
	}
}

function follow(entry: AuditRow, told: Told): void {
	const next = LEADS_TO[entry.action];
	expect(next, `${entry.action} is not known here`).toBeDefined();
	const from = told.statuses;
	told.statuses = new Set(
		[...from].flatMap((status) =>
			(next ?? []).flatMap((to) =>
				to === "same" ? [status] : SHIPMENT_MOVES[status].includes(to) ? [to] : [],
			),
		),
	);
	expect(told.statuses.size, `${[...from].join(" or ")} by ${entry.action}`).toBeGreaterThan(0);
	expectNotTooSoon(entry, told);
	note(entry, told);
}

/** What may be at the carrier holds its shipment, whatever its order becomes. */
function expectNotTooSoon({ action }: AuditRow, told: Told): void {
	if (action !== "shipment.planned" && action !== "shipment.claimed") {
		return;
	}
	expect([...told.unknown], `${action} before it is known what came of an attempt`).toEqual([]);
	expect([...told.loose], `${action} beside a label that is not cancelled`).toEqual([]);
	expect(told.isGivenUp, `${action} though its attempts were given up for lost`).toBe(false);
}

function note({ action, details }: AuditRow, told: Told): void {
	const { number = told.attempt, references } = details as {
		number?: number;
		references?: string[];
	};
	switch (action) {
		case "shipment.claimed":
			told.attempt = number;
			return;
		case "shipment.outcome_unknown":
			told.unknown.add(number);
			told.bought.add(number);
			break;
		case "shipment.attempt_lost":
			told.unknown.delete(number);
			told.isGivenUp = references !== undefined;
			break;
		case "shipment.label_not_cancelled":
			if (number === told.voiding) {
				told.voiding = null;
			} else if (!told.statuses.has("labelled")) {
				told.loose.add(number);
			}
			break;
		case "shipment.void_asked":
			told.voiding = number;
			return;
		case "shipment.refused":
		case "shipment.label_cancelled":
			told.unknown.delete(number);
			told.loose.delete(number);
			told.isGivenUp = false;
			if (number === told.voiding) {
				// What a person took back went as it should, and counts for nothing.
				told.bought.delete(number);
				told.voiding = null;
			}
			break;
		case "shipment.labelled":
			told.unknown.clear();
			told.bought.add(number);
			break;
		case "shipment.replay_asked":
		case "shipment.replayed":
			told.isGivenUp = false;
			told.replays += 1;
			break;
		default:
	}
	expect(told.bought.size, "bought, and nobody asked for it").toBeLessThanOrEqual(
		LIMITS.attemptsByItself + told.replays,
	);
}
