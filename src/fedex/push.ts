import { fromBase64 } from "../lib/encoding.ts";
import type { ParcelLook, TrackedNumber } from "../shipping/ports/carrier.ts";
import { parseAnswer } from "./schemas.ts";
import { readTrackAnswer } from "./track-answer.ts";
import { type TrackAnswerWire, trackAnswerSchema } from "./track-schemas.ts";

/**
 * FedEx's push of what happens to parcels ("Advanced Integrated Visibility"), for accounts in the United States that
 * pay for it. Its signature is the HMAC-SHA256 of the raw body under a token that we choose. What its pages do not
 * agree on stands here alone. https://developer.fedex.com/api/en-us/catalog/shipment-visibility-webhook/docs.html
 * (checked 2026-11)
 */
export const PUSH_SIGNATURE_HEADER = "fdx-signature";

/** One line of those pages speaks of hex; 32 bytes in either form can't be taken for the other. */
const SIGNATURE_FORMS = { base64: /^[A-Za-z0-9+/]{43}=$/, hex: /^[0-9a-f]{64}$/i } as const;

/** What FedEx takes for a security token: 26 to 100 characters with a capital, a small letter and a digit. */
export const PUSH_TOKEN_FORM = /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[\x21-\x7e]{26,100}$/;

/** Compares in constant time: that is what the platform's `verify` is for. */
export async function isPushGenuine(
	token: string,
	body: ArrayBuffer,
	signature: string | undefined,
): Promise<boolean> {
	const given = signature === undefined ? undefined : signatureBytes(signature.trim());
	if (given === undefined || token === "") {
		return false;
	}
	const key = await crypto.subtle.importKey(
		"raw",
		new TextEncoder().encode(token),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["verify"],
	);
	return crypto.subtle.verify("HMAC", key, given, body);
}

function signatureBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
	if (SIGNATURE_FORMS.hex.test(text)) {
		return Uint8Array.from({ length: 32 }, (_, at) =>
			Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
		);
	}
	return SIGNATURE_FORMS.base64.test(text) ? fromBase64(text) : undefined;
}

/** What a push tells, in the shape of a Track answer; undefined where it is something else. */
export function readPush(body: string): TrackAnswerWire | undefined {
	const parsed = parseAnswer(trackAnswerSchema, body);
	return parsed.ok ? parsed.value : undefined;
}

export function numbersOfPush(push: TrackAnswerWire): string[] {
	return [...new Set(push.output.completeTrackResults.map(({ trackingNumber }) => trackingNumber))];
}

/** A look for each number, in their order, read as a Track answer is. */
export function looksOfPush(
	push: TrackAnswerWire,
	numbers: readonly TrackedNumber[],
): { looks: ParcelLook[]; unknownCodes: string[] } {
	return readTrackAnswer(push, numbers);
}
