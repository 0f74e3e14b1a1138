import {
	countsOfWaits,
	type ExactCallKind,
	exactCallName,
	type LifeCount,
} from "../shipping/model/freshness.ts";
import type { DueWriteBack } from "../shipping/ports/write-backs.ts";

function callKind({ kind, exactDocumentId }: DueWriteBack): ExactCallKind {
	switch (kind) {
		case "document":
			return exactDocumentId === null ? "post" : "update";
		case "tracking-number":
			return "number";
		case "goods-delivery":
			return "delivery";
		case "label-file":
		case "proof-file":
			return "file";
	}
}

/** The call that wrote it, and how long what it tells had to wait. */
export function countsOfCall(row: DueWriteBack, now: number): LifeCount[] {
	const kind = callKind(row);
	const waits: Parameters<typeof countsOfWaits>[0] = [
		...(kind === "post"
			? [{ kind: "label-to-document", waitedMs: now - row.createdAt } as const]
			: []),
		...(row.newsAt === null
			? []
			: [{ kind: "scan-to-exact", waitedMs: now - row.newsAt } as const]),
	];
	return [{ name: exactCallName(kind), count: 1 }, ...countsOfWaits(waits)];
}
