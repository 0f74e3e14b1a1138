import { badRequest } from "../errors.ts";
import { divisionFields } from "../fields/divisions.ts";
import { deletedFields, syncTimestampFields } from "../fields/system.ts";
import { parseDateTime, type Row } from "../odata/edm.ts";
import type { Administration } from "../state/administration.ts";
import { toWallClock } from "../wall-clock.ts";
import type { Resource } from "./resource.ts";

/** Deletions are kept for two months. */
const DELETIONS_KEPT_MS = 61 * 86_400_000;

export const divisions: Resource = {
	path: "system/Divisions",
	name: "Divisions",
	scope: null,
	fields: divisionFields,
	key: "Code",
	rows: ({ twin, admin }) =>
		twin.site
			.allAdministrations()
			.filter((other) => other.division.region === admin.division.region)
			.filter((other) => admin.user.divisions.includes(other.division.code))
			.map(toDivisionRow),
};

export const deleted: Resource = {
	path: "sync/Deleted",
	name: "Deleted",
	scope: "organization.administration",
	fields: deletedFields,
	key: "Timestamp",
	feedFilters: ["Timestamp", "EntityType"],
	rows: ({ admin }) => {
		const oldest = admin.wallNow() - DELETIONS_KEPT_MS;
		return admin.deleted.values().filter((row) => row.DeletedDate >= oldest);
	},
};

export const syncTimestamp: Resource = {
	path: "read/sync/Sync/SyncTimestamp",
	name: "SyncTimestamp",
	scope: "organization.administration",
	fields: syncTimestampFields,
	key: "API",
	isSelectOptional: true,
	rows: ({ admin }, url) => {
		const endPoint = /^'(\w+)'$/.exec(url.searchParams.get("endPoint") ?? "")?.[1];
		const quoted = /^datetime'([^']+)'$/.exec(url.searchParams.get("modified") ?? "")?.[1];
		const modified = parseDateTime(quoted ?? "");
		if (endPoint === undefined || modified === undefined) {
			throw badRequest("The parameters 'modified' and 'endPoint' are mandatory.");
		}
		return [
			{ API: endPoint, Modified: modified, TimeStampAsBigInt: before(admin, endPoint, modified) },
		];
	},
};

/** The row version after which come the rows changed from `modified` on. */
function before(admin: Administration, endPoint: string, modified: number): number {
	const tables: Record<string, () => { Modified: number; Timestamp: number }[]> = {
		SalesOrderHeaders: () => admin.visibleOrders(),
		SalesOrderLines: () => admin.visibleLines(),
		GoodsDeliveries: () => admin.deliveries.values(),
		GoodsDeliveryLines: () => admin.deliveryLines.values(),
	};
	const rows = tables[endPoint];
	if (rows === undefined) {
		throw badRequest(`The end point '${endPoint}' is not known.`);
	}
	let lowest = admin.lastTimestamp() + 1;
	for (const row of rows()) {
		if (row.Modified >= modified && row.Timestamp < lowest) {
			lowest = row.Timestamp;
		}
	}
	return lowest - 1;
}

function toDivisionRow({ division, user }: Administration): Row {
	const created = toWallClock(division.region, division.createdAt);
	return {
		Code: division.code,
		Hid: division.hid,
		Description: division.name,
		CustomerName: division.name,
		Country: division.country,
		Currency: division.currency,
		AddressLine1: division.addressLine,
		Postcode: division.postcode,
		City: division.city,
		State: division.state,
		Phone: division.phone,
		Email: division.email,
		VATNumber: division.vatNumber,
		Status: 1,
		BlockingStatus: 0,
		Current: user.currentDivision === division.code,
		IsMainDivision: true,
		DivisionMoveDate: division.movedAt,
		Created: created,
		Modified: division.movedAt ?? created,
	};
}
