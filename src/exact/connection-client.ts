import type { Log } from "../lib/log.ts";
import type { CallRoom, ErpConnection } from "../shipping/ports/erp.ts";
import { unreadableAnswer } from "./errors.ts";
import { toDivisionInfo, toUser } from "./mapper.ts";
import { queryUrl } from "./odata.ts";
import { type Page, readPage } from "./reader.ts";
import { type DivisionWire, divisionSchema, meSchema, selectOf } from "./schemas.ts";
import { type Send, createSender } from "./sender.ts";
import type { ExactToken } from "./token.ts";

type ExactConnectionOptions = {
	baseUrl: string;
	token: ExactToken;
	/** Where the calls through a division are counted, and those that name none. */
	roomOf: (division: number | null) => CallRoom;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

/** 60 divisions a page; accountants have hundreds, nobody has this many. */
const PAGES_MAX = 100;

/**
 * A grant at Exact before a division is chosen. Its few calls, made when a person waits for them, go before all others.
 * Their errors count like any: somebody who tries again and again must not have Exact block the endpoint.
 * @throws AppError as classified in errors.ts
 */
export function createExactConnection(options: ExactConnectionOptions): ErpConnection {
	const { baseUrl, roomOf, ...deps } = options;
	async function within<T>(division: number | null, work: (send: Send) => Promise<T>): Promise<T> {
		const room = roomOf(division);
		try {
			return await work(createSender({ ...deps, room, lane: "reconcile" }));
		} finally {
			await room.flush();
		}
	}
	return {
		async currentUser() {
			const operation = "current-user";
			const url = queryUrl(`${baseUrl}/api/v1/current/Me`, { select: selectOf(meSchema) });
			const { rows } = await within(null, (send) =>
				readPage(send, { operation, url, schema: meSchema }),
			);
			const [me] = rows;
			if (me === undefined) {
				throw unreadableAnswer({ operation, kind: "read", status: 200 }, "d.results");
			}
			return toUser(me);
		},

		listDivisions: (through) =>
			within(through, async (send) => {
				const resourceUrl = `${baseUrl}/api/v1/${through}/system/Divisions`;
				const found: DivisionWire[] = [];
				let url: string | undefined = queryUrl(resourceUrl, { select: selectOf(divisionSchema) });
				for (let pages = 0; url !== undefined && pages < PAGES_MAX; pages += 1) {
					const page: Page<DivisionWire> = await readPage(send, {
						operation: "list-divisions",
						url,
						schema: divisionSchema,
					});
					found.push(...page.rows);
					url = page.next;
				}
				return found.map(toDivisionInfo);
			}),
	};
}
