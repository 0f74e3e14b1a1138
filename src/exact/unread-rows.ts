import type { DeletedEntity } from "../shipping/model/order.ts";
import type { UnreadRow } from "../shipping/ports/erp.ts";
import { property } from "./envelope.ts";
import { DELETED_KINDS } from "./mapper.ts";
import { guid, rowVersion } from "./schemas.ts";

/**
 * What a row that its schema refuses still tells. One that says what it is of is handed on, so that exactly this order
 * or delivery waits for it. Of those that do not say, only headers are passed over, and counted: an order or delivery
 * without an id can't be one that is known here, and of what is unknown no label is made. A line or a deletion of
 * something that it does not name may be of anything known here, which would go out without goods, or though it was
 * deleted: such a row holds the feed until it is mended in Exact.
 */
type RowIdentity = {
	/** The fields of the row's own id; only the first must be there. */
	key: readonly [string, ...string[]];
	/** The field of the order or delivery that it is of. */
	owner: string;
	/** The field of the number that people know it by. */
	number?: string;
	/** Whether nothing is at stake where it does not tell what it is of. */
	mayBeNameless?: boolean;
};

export const IDENTITIES = {
	orderHeader: { key: ["OrderID"], owner: "OrderID", number: "OrderNumber", mayBeNameless: true },
	orderLine: { key: ["ID"], owner: "OrderID" },
	delivery: {
		key: ["EntryID"],
		owner: "EntryID",
		number: "DeliveryNumber",
		mayBeNameless: true,
	},
	deliveryLine: { key: ["ID", "StorageLocation"], owner: "EntryID" },
	/** Nothing is shipped by a Document, so no row of that feed holds it up. */
	document: { key: ["ID"], owner: "ID", mayBeNameless: true },
} as const satisfies Record<string, RowIdentity>;

/** Undefined where the row must not be passed over. */
export function toUnreadRow(
	row: unknown,
	identity: RowIdentity,
	field: string,
): UnreadRow | undefined {
	const [own, ...more] = identity.key.map((name) => guidOf(row, name));
	const ownerId = guidOf(row, identity.owner);
	const isNamed = typeof own === "string" && ownerId !== null;
	if (!isNamed && identity.mayBeNameless !== true) {
		return undefined;
	}
	const number = identity.number === undefined ? undefined : property(row, identity.number);
	const timestamp = timestampOf(row);
	return {
		key: isNamed ? [own, ...more.map((part) => part ?? "")].join("/") : `@${timestamp}`,
		ownerId: isNamed ? ownerId : null,
		number: Number.isSafeInteger(number) ? Number(number) : null,
		timestamp,
		field,
	};
}

/**
 * A deletion says little, and that little is enough: another kind of thing is nobody's concern here, whatever it is
 * called, and an id is one of a kind, so where the kind can't be read it is deleted whichever it was.
 */
export function salvageDeleted(row: unknown): DeletedEntity[] | undefined {
	const kind = property(row, "EntityType");
	if (Number.isInteger(kind) && !DELETED_KINDS.has(Number(kind))) {
		return [];
	}
	const exactId = guidOf(row, "EntityKey");
	const timestamp = timestampOf(row);
	return exactId === null || Number.isInteger(kind)
		? undefined
		: Array.from(DELETED_KINDS.values(), (one) => ({ timestamp, kind: one, exactId }));
}

/** Empty where it can't be read: older than every row that can. */
export function timestampOf(row: unknown): string {
	const parsed = rowVersion.safeParse(property(row, "Timestamp"));
	return parsed.success ? parsed.data : "";
}

export function guidOf(row: unknown, name: string): string | null {
	const parsed = guid.safeParse(property(row, name));
	return parsed.success ? parsed.data : null;
}
