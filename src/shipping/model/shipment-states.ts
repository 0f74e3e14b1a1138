/**
 * The legal moves of a shipment and of an attempt; a status is written only along them. Pure, so that tests can walk
 * every path. `planned → creating → labelled` is the way; the others stand aside for a person or a look-up. A move to
 * the same status changes its reason, plan or reference.
 */
export const SHIPMENT_STATUSES = [
	"planned",
	"creating",
	"labelled",
	"blocked",
	"unknown",
	"voiding",
	"voided",
	"failed",
] as const;

export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

export const SHIPMENT_MOVES: Readonly<Record<ShipmentStatus, readonly ShipmentStatus[]>> = {
	// A plan can turn out impossible, be claimed, or be given up after too many tries.
	planned: ["planned", "creating", "blocked", "failed", "voided"],
	// Back to `planned` only when it is proven that the carrier did nothing.
	creating: ["creating", "labelled", "blocked", "unknown", "planned"],
	labelled: ["voiding"],
	blocked: ["blocked", "planned", "voided"],
	// To `voided` where the database was put back to before its label was taken back.
	unknown: ["labelled", "planned", "blocked", "voided"],
	// Back to `labelled` where the carrier will not cancel; at once to `planned` where another label is wanted.
	voiding: ["voided", "labelled", "planned"],
	voided: ["planned"],
	failed: ["planned", "blocked", "voided"],
};

export function canMove(from: ShipmentStatus, to: ShipmentStatus): boolean {
	return SHIPMENT_MOVES[from].includes(to);
}

export const ATTEMPT_STATES = [
	"sent",
	"answered",
	"confirmed",
	"refused",
	"lost",
	"abandoned",
	"cancelling",
	"cancelled",
	"surfaced",
] as const;

export type AttemptState = (typeof ATTEMPT_STATES)[number];

/**
 * `abandoned`: the permission to call was withdrawn before it was used, so the carrier never heard of it. `lost`: it is
 * not known whether a label was made. `surfaced`: the label is there although its shipment went on without it, or
 * although it should be cancelled and can't be.
 */
export const ATTEMPT_MOVES: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
	sent: ["answered", "confirmed", "refused", "lost", "abandoned"],
	answered: ["confirmed", "refused"],
	confirmed: ["cancelling"],
	refused: [],
	lost: ["confirmed", "refused", "surfaced", "cancelling", "cancelled"],
	abandoned: [],
	// Back to `confirmed` where a label that was handed out is not cancelled after all.
	cancelling: ["cancelled", "surfaced", "confirmed"],
	cancelled: [],
	surfaced: ["cancelling", "cancelled"],
};
