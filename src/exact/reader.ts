import type { z } from "zod";

import { AppError } from "../lib/errors.ts";
import type { FeedPage, UnreadRecord, UnreadRow } from "../shipping/ports/erp.ts";
import { rowsOf } from "./envelope.ts";
import { unreadableAnswer } from "./errors.ts";
import { after, lookupUrls, queryUrl } from "./odata.ts";
import { selectOf } from "./schemas.ts";
import type { Send } from "./sender.ts";
import { guidOf, timestampOf } from "./unread-rows.ts";

/** Reads of rows: what is sent, and every row checked against its schema before anybody sees it. */

export type Page<T> = { rows: T[]; next: string | undefined };

export async function readPage<S extends z.ZodObject>(
	send: Send,
	request: { operation: string; url: string; schema: S },
): Promise<Page<z.infer<S>>> {
	const { operation, schema } = request;
	const found = await readRows(send, request);
	const rows = found.rows.map((row, index) => {
		const parsed = parseRow(row, schema);
		if ("field" in parsed) {
			throw unreadableRow(operation, index, parsed.field);
		}
		return parsed.row;
	});
	return { rows, next: found.next };
}

async function readRows(
	send: Send,
	{ operation, url }: { operation: string; url: string },
): Promise<Page<unknown>> {
	const found = rowsOf(await send({ operation, kind: "read", url }));
	if (found === undefined) {
		throw unreadableAnswer({ operation, kind: "read", status: 200 }, "d");
	}
	if (found.next !== undefined) {
		requireSameHost(found.next, url, operation);
	}
	return found;
}

/** What becomes of a row that its schema refuses; undefined where the page must wait for it. */
type Refused<T> = (row: unknown, field: string) => { items: T[] } | UnreadRow | undefined;

/**
 * One page of a sync feed. The next page is asked for by row version and not by Exact's link, so that a page that
 * was stored is a place to go on from. Rows that `map` leaves out still move the position, and so do those that can't
 * be read where `onRefused` knows how to go on without them.
 */
export async function readFeed<S extends z.ZodObject, T>(
	send: Send,
	request: {
		operation: string;
		resourceUrl: string;
		schema: S;
		after: string;
		map: (row: z.infer<S> & { Timestamp: string }) => T | undefined;
		onRefused?: Refused<T>;
	},
): Promise<FeedPage<T>> {
	const { operation, schema, resourceUrl, onRefused } = request;
	const url = queryUrl(resourceUrl, {
		select: selectOf(schema),
		filter: after(request.after),
	});
	const page = await readRows(send, { operation, url });
	const items: T[] = [];
	const unread: UnreadRow[] = [];
	for (const [index, row] of page.rows.entries()) {
		const parsed = parseRow(row, schema);
		if ("row" in parsed) {
			const item = request.map(parsed.row as z.infer<S> & { Timestamp: string });
			items.push(...(item === undefined ? [] : [item]));
			continue;
		}
		const refused = onRefused?.(row, parsed.field);
		if (refused === undefined) {
			throw unreadableRow(operation, index, parsed.field);
		}
		if ("items" in refused) {
			items.push(...refused.items);
		} else {
			unread.push(refused);
		}
	}
	const lastTimestamp = page.rows.map(timestampOf).reduce((a, b) => (a > b ? a : b), "");
	if (lastTimestamp === "" && page.rows.length > 0) {
		throw unreadableRow(operation, 0, "Timestamp");
	}
	return {
		items,
		unread,
		lastTimestamp: lastTimestamp === "" ? null : lastTimestamp,
		// An empty page moves nothing, so a link after it can't be followed by row version.
		isEnd: page.next === undefined || page.rows.length === 0,
	};
}

/** More pages than these are not one order's lines. */
const PAGES_MAX = 50;

/**
 * Rows by id, or by another key, in as few calls as the ids allow. One that its schema refuses is told by its key and
 * left out where somebody wants to know; one that does not even tell its key is an error.
 */
export async function readByIds<S extends z.ZodObject, T>(
	send: Send,
	request: {
		operation: string;
		resourceUrl: string;
		schema: S;
		ids: readonly string[];
		key?: string;
		only?: string;
		map: (row: z.infer<S>) => T;
		onUnread?: (record: UnreadRecord) => void;
	},
): Promise<T[]> {
	const { operation, schema, key = "ID", onUnread } = request;
	const found: T[] = [];
	for (const first of lookupUrls(request.resourceUrl, selectOf(schema), request.ids, request)) {
		let url: string | undefined = first;
		for (let pages = 0; url !== undefined && pages < PAGES_MAX; pages += 1) {
			const page: Page<unknown> = await readRows(send, { operation, url });
			for (const [index, row] of page.rows.entries()) {
				const parsed = parseRow(row, schema);
				if ("row" in parsed) {
					found.push(request.map(parsed.row));
					continue;
				}
				const id = guidOf(row, key);
				if (id === null || onUnread === undefined) {
					throw unreadableRow(operation, index, parsed.field);
				}
				onUnread({ id, field: parsed.field });
			}
			url = page.next;
		}
	}
	return found;
}

function parseRow<S extends z.ZodObject>(
	row: unknown,
	schema: S,
): { row: z.infer<S> } | { field: string } {
	const parsed = schema.safeParse(row);
	return parsed.success
		? { row: parsed.data }
		: { field: (parsed.error.issues[0]?.path ?? []).join(".") };
}

function unreadableRow(operation: string, index: number, field: string): AppError {
	const path = ["d", index, ...(field === "" ? [] : [field])].join(".");
	return unreadableAnswer({ operation, kind: "read", status: 200 }, path);
}

/** The token must not follow a link to another host. */
function requireSameHost(next: string, url: string, operation: string): void {
	if (!URL.canParse(next) || new URL(next).origin !== new URL(url).origin) {
		throw new AppError({
			code: "exact.foreign_next",
			disposition: "refuse",
			message: `Exact's answer to ${operation} continues on another host.`,
			context: { operation },
		});
	}
}
