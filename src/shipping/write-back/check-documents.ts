import { chunk } from "../../lib/concurrency.ts";
import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { noteGrantEnded } from "../grant.ts";
import { LIMITS } from "../model/limits.ts";
import { nextRunAt } from "../model/schedule.ts";
import type { Division } from "../ports/divisions.ts";
import type { ErpDivision, FeedPage } from "../ports/erp.ts";
import type { CheckedDocument } from "../ports/write-backs.ts";
import { judgeRowError, retryAt } from "../row-policy.ts";
import { soundPage } from "./sound-page.ts";

/** Three in the morning, where the division is: nobody waits for Exact's calls then. */
const AT_NIGHT = "0 3 * * *";

/**
 * Once a night: do the Documents stand in Exact that were written since the last check? One reading of the feed of
 * Documents from where the last one began tells, a page or two; what it does not show is asked for by its id before
 * anything is believed. One that is gone is posted again, with what hung on it, as one that somebody deleted by
 * mistake; one that is gone again after that was deleted on purpose, and stays away until there is news to be written.
 * What was deleted later than the check after it was written is respected, and so is the Document of a void label. A
 * second one of the same subject that was posted by us is looked for and deleted; a copy that a person made is theirs.
 * What is too much for one run is left to the next, an hour later.
 */
export async function checkDocuments(division: Division, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	const nextAt = nextNightAt(division, now);
	if (division.documentsDueAt === null) {
		await deps.writeBacks.beginChecks(division.id, nextAt);
		return;
	}
	if (division.documentsDueAt > now) {
		return;
	}
	const { erp, room } = deps.erp(division, "backfill");
	try {
		await check(division, nextAt, erp, deps);
	} catch (error) {
		if (judgeRowError(error, { failures: 0 }, now).kind === "reauthorize") {
			await noteGrantEnded(division.connectionId, deps);
		}
		// Not before long: the Documents that wait go first.
		const dueAt = Math.min(nextAt, Math.max(retryAt(error, 0, now), now + LIMITS.hour));
		await deps.writeBacks.beginChecks(division.id, dueAt);
		logPostponed(deps.log, "documents.check_postponed", error, { divisionId: division.id });
	} finally {
		await room.flush();
	}
}

async function check(
	division: Division,
	nextAt: number,
	erp: ErpDivision,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const since = await deps.writeBacks.lastCheck(division.id);
	const documents =
		since === undefined
			? []
			: await deps.writeBacks.listWrittenSince(division.id, since.at, LIMITS.documentsChecked);
	let putBack = 0;
	let respected = 0;
	let seen: Seen = { pages: new Map(), bySubject: new Map() };
	if (since !== undefined && documents.length > 0) {
		seen = await readSeen(erp, since.after, documents, deps);
		const unseen = documents.filter((row) => !seen.pages.has(row.exactDocumentId));
		const there = await findThere(erp, unseen);
		for (const row of unseen
			.slice(0, ASKED_MOST)
			.filter((one) => !there.has(one.exactDocumentId))) {
			const [twin] = seen.bySubject.get(row.subject) ?? [];
			if (twin !== undefined) {
				await deps.writeBacks.adoptTwin(row, twin, now);
			} else if (row.putBacks > 0) {
				respected += 1;
			} else {
				putBack += (await deps.writeBacks.putBack(row, now)) === "done" ? 1 : 0;
			}
		}
		const doubled = documents.filter(
			(row) => row.posts > 1 && (seen.bySubject.get(row.subject) ?? []).length > 1,
		);
		await deps.writeBacks.lookForTwins(
			doubled.map(({ id }) => id),
			now,
		);
	}
	const rest = since === undefined ? undefined : restOf(documents, seen, since.after);
	await (rest === undefined
		? deps.writeBacks.endCheck(division.id, { now, nextAt })
		: deps.writeBacks.leaveCheck(division.id, rest, Math.min(nextAt, now + LIMITS.hour)));
	deps.log.info("documents.checked", {
		divisionId: division.id,
		documents: documents.length,
		putBack,
		respected,
		isLeft: rest !== undefined,
	});
}

const PAGES_MOST = 10;
/** Two calls. What is missing beyond that is more than a night's mistake, and waits for the next hour. */
const ASKED_MOST = 2 * LIMITS.lookupIdsPerCall;

/** By the id of each Document in the feed: after which row version its page began. */
type Seen = {
	pages: ReadonlyMap<string, string>;
	bySubject: ReadonlyMap<string, readonly string[]>;
};

/** A row of the feed that can't be read is passed over: it is asked for by its id then. */
async function readSeen(
	erp: ErpDivision,
	from: string,
	documents: readonly CheckedDocument[],
	{ log }: Pick<ShippingDeps, "log">,
): Promise<Seen> {
	const pages = new Map<string, string>();
	const bySubject = new Map<string, string[]>(documents.map(({ subject }) => [subject, []]));
	let after: string | null = from;
	for (let read = 0; after !== null && read < PAGES_MOST; read += 1) {
		const page: FeedPage<{ id: string; subject: string }> = soundPage(
			await erp.readDocuments(after),
			"Documents",
			log,
		);
		for (const { id, subject } of page.items.filter((item) => !pages.has(item.id))) {
			pages.set(id, after);
			bySubject.get(subject)?.push(id);
		}
		after = page.isEnd ? null : page.lastTimestamp;
	}
	return { pages, bySubject };
}

/**
 * Where the check has to go on: with the first Document that nobody asked for, from the page that showed the last one
 * before it. Undefined where none is left.
 */
function restOf(
	documents: readonly CheckedDocument[],
	{ pages }: Seen,
	after: string,
): { at: number; after: string } | undefined {
	const unasked = documents.filter((row) => !pages.has(row.exactDocumentId))[ASKED_MOST];
	const first =
		unasked ?? (documents.length < LIMITS.documentsChecked ? undefined : documents.at(-1));
	if (first === undefined) {
		return undefined;
	}
	const before = documents
		.slice(0, documents.indexOf(first))
		.findLast((row) => pages.has(row.exactDocumentId));
	return { at: first.writtenAt, after: pages.get(before?.exactDocumentId ?? "") ?? after };
}

async function findThere(
	erp: ErpDivision,
	unseen: readonly CheckedDocument[],
): Promise<ReadonlySet<string>> {
	const there = new Set<string>();
	const asked = unseen.slice(0, ASKED_MOST).map(({ exactDocumentId }) => exactDocumentId);
	for (const ids of chunk(asked, LIMITS.lookupIdsPerCall)) {
		for (const id of await erp.findDocuments(ids)) {
			there.add(id);
		}
	}
	return there;
}

function nextNightAt(division: Division, now: number): number {
	const timeZone = division.settings?.timeZone ?? "UTC";
	return nextRunAt(AT_NIGHT, timeZone, now) ?? now + LIMITS.day;
}
