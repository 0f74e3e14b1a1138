import { AppError } from "../../lib/errors.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { DuePrint } from "../ports/printing.ts";

/**
 * Which station a label's papers went to, write-once beside the database: one that was put back in time, or names its
 * shipments anew, must not send them to another station, where they would come out once more. Each object is written
 * once; the last one counts, since a station that was deleted before it took a paper leaves it to another.
 */
export type MarkedStation = { stationId: string; turn: number };

type Paper = Pick<
	DuePrint,
	"exactOrderId" | "exactDeliveryId" | "sequence" | "attemptNumber" | "key"
>;

/** Where the paper goes: whoever decided first is right. Undefined where nobody did and no station is wanted. */
export async function markStation(
	paper: Paper,
	wanted: string | undefined,
	objects: ObjectStore,
	turn = 1,
): Promise<MarkedStation | undefined> {
	if (wanted !== undefined && (await put(paper, turn, wanted, objects)) === "stored") {
		return { stationId: wanted, turn };
	}
	return readLast(paper, objects);
}

async function readLast(paper: Paper, objects: ObjectStore): Promise<MarkedStation | undefined> {
	let last: MarkedStation | undefined;
	for (let turn = 1; ; turn += 1) {
		const bytes = await objects.read(markerKey(paper, turn));
		if (bytes === undefined) {
			return last;
		}
		const stationId = new TextDecoder().decode(bytes);
		if (stationId === "") {
			throw new AppError({
				code: "print.marker_unreadable",
				disposition: "retry",
				message: "The marker of the paper is there but can't be read.",
			});
		}
		last = { stationId, turn };
	}
}

function put(paper: Paper, turn: number, stationId: string, objects: ObjectStore) {
	return objects.putOnce(markerKey(paper, turn), stationId, "text/plain");
}

function markerKey(paper: Paper, turn: number): string {
	return `prints/${paperOf(paper)}/${turn}`;
}

/** One name for the paper in any database: Exact's order and the attempt, as the claim has it, and the document's file. */
export function paperOf(paper: Paper): string {
	const { exactOrderId, exactDeliveryId, sequence, attemptNumber, key } = paper;
	const file = key.split("/").at(-1) ?? "";
	return `${exactOrderId}/${exactDeliveryId ?? sequence}/${attemptNumber}/${file}`;
}
