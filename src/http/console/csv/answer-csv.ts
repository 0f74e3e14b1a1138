import { toCsv } from "../../../lib/csv.ts";
import type { HttpContext } from "../../context.ts";
import { t } from "../texts/t.ts";

/** More rows are asked for by narrower filters: a Worker's invocation may read D1 a thousand times at most. */
export const ROWS_MAX = 20_000;
const PAGE_ROWS = 500;

type Cell = string | number | null;

/**
 * A list as a file that is written while it is read, page after page, so that its length costs no memory. A file that was
 * cut says so in its last line. A read that fails ends the file early, which the browser reports as a broken download.
 */
export function answerCsv<Row extends { id: string }>(
	c: HttpContext,
	file: {
		name: string;
		columns: readonly string[];
		/** Newest first, from after the cursor; one more than the limit tells that there is more. */
		list: (page: { limit: number; cursor: string | undefined }) => Promise<Row[]>;
		cells: (row: Row) => readonly Cell[];
	},
): Response {
	const encoder = new TextEncoder();
	const text = (rows: readonly (readonly Cell[])[]) =>
		encoder.encode(toCsv(rows.map((row) => row.map((cell) => cell ?? ""))));
	let cursor: string | undefined;
	let written = 0;
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(text([file.columns]));
		},
		async pull(controller) {
			const rows = await file.list({ limit: PAGE_ROWS, cursor });
			const page = rows.slice(0, PAGE_ROWS);
			cursor = page.at(-1)?.id;
			written += page.length;
			if (page.length > 0) {
				controller.enqueue(text(page.map((row) => file.cells(row))));
			}
			const hasMore = rows.length > PAGE_ROWS;
			if (hasMore && written < ROWS_MAX) {
				return;
			}
			if (hasMore) {
				controller.enqueue(text([[t.parts.thereAreMoreThan(ROWS_MAX)]]));
			}
			controller.close();
		},
	});
	const day = new Date(c.var.services.clock.now()).toISOString().slice(0, 10);
	return c.body(body, 200, {
		"Content-Type": "text/csv; charset=utf-8; header=present",
		"Content-Disposition": `attachment; filename="${file.name}-${day}.csv"`,
		"Cache-Control": "private, no-store",
	});
}

export function instant(at: number | null): string {
	return at === null ? "" : new Date(at).toISOString();
}
