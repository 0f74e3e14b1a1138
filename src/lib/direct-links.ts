import { AwsClient } from "aws4fetch";

import { isLoopback } from "./clock.ts";

/** Addresses under which R2 itself hands out one object, for so long and to whoever has them. */
export interface DirectLinks {
	sign(
		key: string,
		as: { contentType: string; fileName: string; seconds: number; nowMs: number },
	): Promise<string>;
}

export type DirectLinkKeys = {
	accessKeyId: string | undefined;
	secretAccessKey: string | undefined;
	accountId: string | undefined;
	bucket: string | undefined;
	/** Empty for the account's usual host. */
	origin: string | undefined;
};

/** SigV4 over the query, as S3 has it. Undefined where R2's keys are not all set, and for a host that is not R2's. */
export function createDirectLinks(keys: DirectLinkKeys): DirectLinks | undefined {
	const { accessKeyId, secretAccessKey, accountId, bucket } = keys;
	if (!accessKeyId || !secretAccessKey || !accountId || !bucket) {
		return undefined;
	}
	const origin = originOf(keys.origin || `https://${accountId}.r2.cloudflarestorage.com`);
	if (origin === undefined) {
		return undefined;
	}
	const client = new AwsClient({ accessKeyId, secretAccessKey, service: "s3", region: "auto" });
	return {
		async sign(key, { contentType, fileName, seconds, nowMs }) {
			const url = new URL(
				`${origin}/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`,
			);
			const asked = {
				"X-Amz-Expires": String(seconds),
				"response-content-type": contentType,
				"response-content-disposition": `inline; filename="${fileName}"`,
				"response-cache-control": "private, no-store",
			};
			for (const [name, value] of Object.entries(asked)) {
				url.searchParams.set(name, value);
			}
			const datetime = new Date(nowMs).toISOString().replaceAll(/[:-]|\.\d{3}/g, "");
			const signed = await client.sign(url.href, {
				method: "GET",
				aws: { signQuery: true, datetime },
			});
			return signed.url;
		},
	};
}

/** A bucket under a jurisdiction has another host of R2. */
function originOf(text: string): string | undefined {
	const url = URL.parse(text);
	if (url === null) {
		return undefined;
	}
	const isR2 = url.protocol === "https:" && url.hostname.endsWith(".r2.cloudflarestorage.com");
	return isR2 || isLoopback(url.hostname) ? url.origin : undefined;
}
