/**
 * A Document beside the order; the tracking number on a goods delivery that is booked; files of that Document: the label
 * and the proof of delivery; the goods delivery itself, where it is booked by us.
 */
export type WriteBackKind = "document" | "tracking-number" | FileKind | "goods-delivery";

export const FILE_KINDS = ["label-file", "proof-file"] as const;

/** What hangs on a Document, and is gone with it. */
export type FileKind = (typeof FILE_KINDS)[number];

export function isFile(kind: WriteBackKind): kind is FileKind {
	return kind === "label-file" || kind === "proof-file";
}

export const WRITE_BACK_STATES = ["due", "writing", "doubtful", "written", "failed"] as const;

export type WriteBackState = (typeof WRITE_BACK_STATES)[number];
