import { AppError } from "../../lib/errors.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";

/**
 * Each post of a shipment's Document, of a file that hangs on it, or of its goods delivery leaves a write-once object beside the database, so that one which was put back in
 * time, or names its shipments anew, finds the Document that may stand in Exact already.
 */
type DocumentMarker = { subject: string; postedAfter: string | null };

const CONTENT_TYPE = "application/json";

/**
 * Undefined where this post is the row's own; else what was posted in a past that the database does not know. A row
 * whose run ended between finding such a marker and taking it over finds it again at its next post.
 */
export async function takeDocumentMarker(
	row: DueWriteBack,
	objects: ObjectStore,
): Promise<DocumentMarker | undefined> {
	const { subject, postedAfter, posts } = row;
	const earlier = await findEarlierMarker(row, objects);
	if (earlier !== undefined && earlier.marker.subject !== subject) {
		return earlier.marker;
	}
	const content = JSON.stringify({ subject, postedAfter } satisfies DocumentMarker);
	// A run that died between counting its post and marking it left a gap. A database put back to before that counts
	// from one again, and would step into the gap instead of meeting the marker behind it.
	for (let post = (earlier?.post ?? 0) + 1; post < posts; post += 1) {
		await objects.putOnce(keyOfPost(row, post), content, CONTENT_TYPE);
	}
	const key = keyOfPost(row, posts);
	if ((await objects.putOnce(key, content, CONTENT_TYPE)) === "stored") {
		return undefined;
	}
	const taken = await readMarker(key, objects);
	if (taken === undefined) {
		throw new AppError({
			code: "write_back.marker_unreadable",
			disposition: "retry",
			message: "The marker of the Document is there but can't be read.",
		});
	}
	return taken;
}

/** That of the last post before this one which left any. */
async function findEarlierMarker(
	row: DueWriteBack,
	objects: ObjectStore,
): Promise<{ marker: DocumentMarker; post: number } | undefined> {
	for (let post = row.posts - 1; post > 0; post -= 1) {
		const marker = await readMarker(keyOfPost(row, post), objects);
		if (marker !== undefined) {
			return { marker, post };
		}
	}
	return undefined;
}

function keyOfPost(row: DueWriteBack, post: number): string {
	const place = `written/${row.exactOrderId}/${row.exactDeliveryId ?? row.sequence}`;
	return row.kind === "document" ? `${place}/${post}` : `${place}/${row.kind}/${post}`;
}

async function readMarker(key: string, objects: ObjectStore): Promise<DocumentMarker | undefined> {
	const bytes = await objects.read(key);
	return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as DocumentMarker);
}
