import type { Lane } from "../../src/shipping/model/call-lanes.ts";
import type { DeliveryHeader, DeliveryLine } from "../../src/shipping/model/delivery.ts";
import { LIMITS } from "../../src/shipping/model/limits.ts";
import type {
	Account,
	Address,
	DeletedEntity,
	Item,
	OrderHeader,
	OrderLine,
} from "../../src/shipping/model/order.ts";
import type { CallRoom, ErpDivision, FeedPage } from "../../src/shipping/ports/erp.ts";
import type { VirtualTime } from "./virtual-time.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Of one licence a day, over all of its divisions and apps. */
export const LICENCE_DAY_CALLS = 20_000;

export type CallKind = "read" | "post" | "put";

type WrittenDocument = {
	divisionId: string;
	orderNumber: number;
	subject: string;
	posts: number;
	/** How often it was written with a text that tells the delivery, and when first. */
	tellsDelivery: number;
	deliveryToldAt: number | null;
	postedAt: number;
	writes: number;
	/** Its row version: that of its last writing. */
	timestamp: string;
};

/**
 * Exact as far as counts and rows go: every division's feeds grow by their orders, Documents are kept, and each call is
 * counted against the division's minute and day and the licence's day, exactly as Exact would refuse it.
 */
export function createExactSide(time: VirtualTime) {
	const documents = new Map<string, WrittenDocument>();
	const divisions = new Map<string, ReturnType<typeof createDivision>>();
	const licenceDays = new Map<string, number>();
	const refused = { minute: 0, day: 0, licence: 0 };
	let version = 1_000;
	let lastDocument = 0;

	const versionText = () => String(version).padStart(20, "0");

	function createDivision(id: string, code: number) {
		const headers: OrderHeader[] = [];
		const lines: OrderLine[] = [];
		const addresses = new Map<string, Address>();
		const accounts = new Map<string, Account>();
		const items = new Map<string, Item>();
		/** The row version that stood when a day began, for the nightly sweep. */
		const dayVersions = new Map<string, string>();
		const days = new Map<string, Record<CallKind, number>>();
		const minutes = new Map<number, number>();
		const operations = new Map<string, number>();
		/** Each writing of a Document; in the feed it stands once, at its last. */
		const writings: { id: string; subject: string; timestamp: string }[] = [];

		function note(documentId: string, { subject, body }: { subject: string; body: string }): void {
			const written = documents.get(documentId);
			if (written === undefined) {
				throw new Error(`${documentId} was never posted`);
			}
			version += 1;
			written.timestamp = versionText();
			writings.push({ id: documentId, subject, timestamp: written.timestamp });
			written.writes += 1;
			if (/^Order \d+: delivered,/.test(body)) {
				written.tellsDelivery += 1;
				written.deliveryToldAt ??= time.now();
			}
		}

		/** What Exact does with every call before it looks at it. */
		async function call<T>(
			room: CallRoom,
			lane: Lane,
			of: { kind: CallKind; endpoint: string },
			answer: () => T,
		): Promise<T> {
			await room.take(lane, of.endpoint);
			time.spend(400);
			const now = time.now();
			const day = new Date(now).toISOString().slice(0, 10);
			const minute = Math.floor(now / MINUTE);
			const counts = days.get(day) ?? { read: 0, post: 0, put: 0 };
			days.set(day, counts);
			const usedInMinute = (minutes.get(minute) ?? 0) + 1;
			minutes.set(minute, usedInMinute);
			counts[of.kind] += 1;
			operations.set(of.endpoint, (operations.get(of.endpoint) ?? 0) + 1);
			licenceDays.set(day, (licenceDays.get(day) ?? 0) + 1);
			const usedToday = counts.read + counts.post + counts.put;
			refused.minute += usedInMinute > LIMITS.exactMinuteCalls ? 1 : 0;
			refused.day += usedToday > LIMITS.exactDayCalls ? 1 : 0;
			refused.licence += (licenceDays.get(day) ?? 0) > LICENCE_DAY_CALLS ? 1 : 0;
			const value = answer();
			await room.ended(of.endpoint, {
				status: 200,
				minute: {
					limit: LIMITS.exactMinuteCalls,
					remaining: Math.max(0, LIMITS.exactMinuteCalls - usedInMinute),
					resetAt: (minute + 1) * MINUTE,
				},
				day: {
					limit: LIMITS.exactDayCalls,
					remaining: Math.max(0, LIMITS.exactDayCalls - usedToday),
					resetAt: (Math.floor(now / DAY) + 1) * DAY,
				},
			});
			return value;
		}

		return {
			id,
			days,
			operations,
			addresses,
			accounts,
			items,
			enter(header: OrderHeader, orderLines: readonly OrderLine[]) {
				const day = new Date(time.now()).toISOString().slice(0, 10);
				if (!dayVersions.has(day)) {
					dayVersions.set(day, versionText());
				}
				version += 1;
				headers.push({ ...header, timestamp: versionText() });
				for (const line of orderLines) {
					version += 1;
					lines.push({ ...line, timestamp: versionText() });
				}
			},
			erp(room: CallRoom, lane: Lane): ErpDivision {
				const read = <T>(endpoint: string, answer: () => T) =>
					call(room, lane, { kind: "read", endpoint }, answer);
				const byIds =
					<T>(endpoint: string, known: ReadonlyMap<string, T>) =>
					(ids: readonly string[]) =>
						read(endpoint, () => ids.flatMap((id) => known.get(id) ?? []));
				const notHere = () => Promise.reject(new Error("not simulated"));
				return {
					readInfo: () =>
						read("system/Divisions", () => ({
							code,
							name: id,
							country: "NL",
							currency: "EUR",
							moveMarker: null,
						})),
					feedPositionAt: (_feed, date) =>
						read("read/sync/Sync/SyncTimestamp", () => {
							const day = [...dayVersions.keys()].toSorted().find((known) => known >= date);
							return day === undefined ? null : (dayVersions.get(day) ?? null);
						}),
					readOrderHeaders: (after) =>
						read("sync/SalesOrder/SalesOrderHeaders", () => pageAfter(headers, after)),
					readOrderLines: (after) =>
						read("sync/SalesOrder/SalesOrderLines", () => pageAfter(lines, after)),
					readDeleted: () => read("sync/Deleted", () => emptyPage<DeletedEntity>()),
					readDeliveries: () =>
						read("sync/SalesOrder/GoodsDeliveries", () => emptyPage<DeliveryHeader>()),
					readDeliveryLines: () =>
						read("sync/SalesOrder/GoodsDeliveryLines", () => emptyPage<DeliveryLine>()),
					readDocuments: (after) =>
						read("sync/Documents/Documents", () =>
							pageAfter(
								writings.filter((row) => documents.get(row.id)?.timestamp === row.timestamp),
								after,
							),
						),
					readLinesOfOrders: (ids) => {
						const wanted = new Set(ids);
						return read("salesorder/SalesOrderLines", () =>
							lines.filter((line) => wanted.has(line.exactOrderId)),
						);
					},
					readAddresses: byIds("crm/Addresses", addresses),
					readAccounts: byIds("crm/Accounts", accounts),
					readContacts: byIds("crm/Contacts", new Map()),
					readItems: byIds("logistics/Items", items),
					readOrigins: byIds("logistics/SupplierItem", new Map()),
					postDocument: (document) =>
						call(room, lane, { kind: "post", endpoint: "documents/Documents" }, () => {
							lastDocument += 1;
							const documentId = `doc-${lastDocument}`;
							documents.set(documentId, {
								divisionId: id,
								orderNumber: document.orderNumber,
								subject: document.subject,
								posts: 1,
								tellsDelivery: 0,
								deliveryToldAt: null,
								postedAt: time.now(),
								writes: 0,
								timestamp: "",
							});
							note(documentId, document);
							return { id: documentId };
						}),
					putDocument: (documentId, document) =>
						call(room, lane, { kind: "put", endpoint: "documents/Documents" }, () =>
							note(documentId, document),
						),
					deleteDocument: notHere,
					putTrackingNumber: notHere,
					postAttachment: notHere,
					listAttachments: notHere,
					deleteAttachment: notHere,
					postDelivery: notHere,
					readMarkedDeliveries: notHere,
					findDocuments: (ids) =>
						read("documents/Documents", () => ids.filter((asked) => documents.has(asked))),
					listWebhooks: notHere,
					createWebhook: notHere,
					deleteWebhook: notHere,
				};
			},
		};
	}

	return {
		documents,
		divisions,
		licenceDays,
		refused,
		add(id: string, code: number) {
			const division = createDivision(id, code);
			divisions.set(id, division);
			return division;
		},
	};
}

export type ExactSide = ReturnType<typeof createExactSide>;

const PAGE = 1_000;

/** Rows stand in the order of their versions. */
function pageAfter<T extends { timestamp: string }>(
	rows: readonly T[],
	after: string,
): FeedPage<T> {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((rows[middle]?.timestamp ?? "") > after) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	const items = rows.slice(low, low + PAGE);
	return {
		items,
		unread: [],
		lastTimestamp: items.at(-1)?.timestamp ?? null,
		isEnd: low + PAGE >= rows.length,
	};
}

function emptyPage<T>(): FeedPage<T> {
	return { items: [], unread: [], lastTimestamp: null, isEnd: true };
}
