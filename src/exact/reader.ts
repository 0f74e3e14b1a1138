import type { z } from "zod";

import { AppError } from "../lib/errors.ts";
import type { FeedPage } from "../shipping/ports/erp.ts";
import { rowsOf } from "./envelope.ts";
import { unreadableAnswer } from "./errors.ts";
import { after, lookupUrls, queryUrl } from "./odata.ts";
import { selectOf } from "./schemas.ts";
import type { Send } from "./sender.ts";

/** Reads of rows: what is sent, and every row checked against its schema before anybody sees it. */

export type Page<T> = { rows: T[]; next: string | undefined };

export async function readPage<S extends z.ZodObject>(
	send: Send,
	request: { operation: string; url: string; schema: S },
): Promise<Page<z.infer<S>>> {
	const { operation, url, schema } = request;
	const found = rowsOf(await send({ operation, kind: "read", url }));
	if (found === undefined) {
		throw unreadableAnswer({ operation, kind: "read", status: 200 }, "d");
	}
	if (found.next !== undefined) {
		requireSameHost(found.next, url, operation);
	}
	const rows = found.rows.map((row, index) => parseRow(row, schema, `d.${index}`, operation));
	return { rows, next: found.next };
}

/**
 * One page of a sync feed. The next page is asked for by row version and not by Exact's link, so that a page that
 * was stored is a place to go on from. Rows that `map` leaves out still move the position.
 */
export async function readFeed<S extends z.ZodObject, T>(
	send: Send,
	request: {
		operation: string;
		resourceUrl: string;
		schema: S;
		after: string;
		map: (row: z.infer<S> & { Timestamp: string }) => T | undefined;
	},
): Promise<FeedPage<T>> {
	const { operation, schema, resourceUrl } = request;
	const url = queryUrl(resourceUrl, {
		select: selectOf(schema),
		filter: after(request.after),
	});
	const page = await readPage(send, { operation, url, schema });
	const rows = page.rows as (z.infer<S> & { Timestamp: string })[];
	const lastTimestamp = rows.reduce<string | null>(
		(highest, { Timestamp }) => (highest === null || Timestamp > highest ? Timestamp : highest),
		null,
	);
	return {
		items: rows.map(request.map).filter((item) => item !== undefined),
		lastTimestamp,
		// An empty page moves nothing, so a link after it can't be followed by row version.
		isEnd: page.next === undefined || rows.length === 0,
	};
}

/** More pages than these are not one order's lines. */
const PAGES_MAX = 50;

/** Rows by id, or by another key, in as few calls as the ids allow. */
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
	},
): Promise<T[]> {
	const { operation, schema } = request;
	const found: T[] = [];
	for (const first of lookupUrls(request.resourceUrl, selectOf(schema), request.ids, request)) {
		let url: string | undefined = first;
		for (let pages = 0; url !== undefined && pages < PAGES_MAX; pages += 1) {
			const page: Page<z.infer<S>> = await readPage(send, { operation, url, schema });
			found.push(...page.rows.map(request.map));
			url = page.next;
		}
	}
	return found;
}

function parseRow<S extends z.ZodObject>(
	row: unknown,
	schema: S,
	place: string,
	operation: string,
): z.infer<S> {
	const parsed = schema.safeParse(row);
	if (!parsed.success) {
		const path = [place, ...(parsed.error.issues[0]?.path ?? [])].join(".");
		throw unreadableAnswer({ operation, kind: "read", status: 200 }, path);
	}
	return parsed.data;
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
