import type { Collection } from "../../twin/store.ts";
import type { Administration } from "./administration.ts";
import type { Site } from "./site.ts";

/**
 * Moves a division to another server: a new database counts row versions from low numbers again, so that
 * every row gets one that is behind all cursors.
 */
export function moveDivision(site: Site, admin: Administration): void {
	const { division } = admin;
	const [name = division.region, number = "1"] = division.database.split("-");
	const database = `${name}-${Number(number) + 1}`;
	const counters = site.store.collection<number>("counters");
	counters.set(`timestamp:${database}`, 1_000_000 * Number(number));
	const key = `${division.region}/${division.code}`;
	site.divisions.set(key, { ...division, database, movedAt: admin.wallNow() });
	const moved = site.administration(division.region, division.code);
	if (moved === undefined) {
		return;
	}
	restamp(moved, moved.orders);
	restamp(moved, moved.lines);
	restamp(moved, moved.documents);
	restamp(moved, moved.attachments);
	restamp(moved, moved.deliveries);
	restamp(moved, moved.deliveryLines);
	restamp(moved, moved.deleted);
}

function restamp<T extends { Timestamp: number }>(
	admin: Administration,
	table: Collection<T>,
): void {
	const entries = table.entries().toSorted(([, one], [, other]) => one.Timestamp - other.Timestamp);
	for (const [key, row] of entries) {
		table.set(key, { ...row, Timestamp: admin.nextTimestamp() });
	}
}
