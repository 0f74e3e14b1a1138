import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

/** One object of the bucket, and the file of the backup that has its bytes. */
export type KeptObject = {
	key: string;
	file: string;
	bytes: number;
	sha256: string;
	etag: string;
	contentType: string | null;
};

const AT_ONCE = 6;

/**
 * Copies every object that the folder does not have yet as it is. Almost all are written once, so a second backup into
 * the same folder copies what is new, and the few that were rewrapped.
 */
export async function copyObjects(bucket: R2Bucket, folder: string): Promise<KeptObject[]> {
	const listPath = join(folder, "objects.ndjson");
	const had = new Map((await readObjects(listPath)).map((object) => [object.key, object]));
	const kept: KeptObject[] = [];
	let startAfter: string | undefined;
	for (;;) {
		const page = await bucket.list({
			limit: 500,
			...(startAfter === undefined ? {} : { startAfter }),
		});
		const waiting = page.objects.values();
		await Promise.all(
			Array.from({ length: AT_ONCE }, async () => {
				for (const { key, etag } of waiting) {
					const before = had.get(key);
					const object =
						before?.etag === etag && existsSync(join(folder, before.file))
							? before
							: await copyObject(bucket, key, folder);
					if (object !== undefined) {
						kept.push(object);
					}
				}
			}),
		);
		if (!page.truncated) {
			break;
		}
		startAfter = page.objects.at(-1)?.key;
	}
	kept.sort((a, b) => (a.key < b.key ? -1 : 1));
	writeFileSync(listPath, kept.map((object) => `${JSON.stringify(object)}\n`).join(""), {
		mode: 0o600,
	});
	return kept;
}

async function copyObject(
	bucket: R2Bucket,
	key: string,
	folder: string,
): Promise<KeptObject | undefined> {
	const object = await bucket.get(key);
	if (object === null) {
		// Destroyed since it was listed.
		return undefined;
	}
	const bytes = new Uint8Array(await object.arrayBuffer());
	const file = join("objects", ...key.split("/").map((part) => `${encodeURIComponent(part)}_`));
	mkdirSync(dirname(join(folder, file)), { recursive: true, mode: 0o700 });
	writeFileSync(join(folder, file), bytes, { mode: 0o600 });
	return {
		key,
		file,
		bytes: bytes.length,
		sha256: sha256(bytes),
		etag: object.etag,
		contentType: object.httpMetadata?.contentType ?? null,
	};
}

export async function readObjects(listPath: string): Promise<KeptObject[]> {
	if (!existsSync(listPath)) {
		return [];
	}
	const kept: KeptObject[] = [];
	for await (const line of createInterface({ input: createReadStream(listPath) })) {
		kept.push(JSON.parse(line) as KeptObject);
	}
	return kept;
}

/** Puts back what is not there; an object that is there stays, because it may be newer than the backup. */
export async function putObjects(
	bucket: R2Bucket,
	folder: string,
	kept: readonly KeptObject[],
): Promise<{ put: number; there: number }> {
	let put = 0;
	const waiting = kept.values();
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (const object of waiting) {
				const bytes = readFileSync(join(folder, object.file));
				if (sha256(bytes) !== object.sha256) {
					throw new Error(`${object.file} was changed since the backup was made`);
				}
				const stored = await bucket.put(object.key, bytes, {
					onlyIf: { etagDoesNotMatch: "*" },
					...(object.contentType === null
						? {}
						: { httpMetadata: { contentType: object.contentType } }),
				});
				put += stored === null ? 0 : 1;
			}
		}),
	);
	return { put, there: kept.length - put };
}

export function sha256(bytes: Uint8Array | string): string {
	return createHash("sha256").update(bytes).digest("hex");
}
