import { toBase64 } from "../../src/lib/encoding.ts";

/** A push as FedEx sends it: the body, and its signature under the account's security token. */
export async function signPush(body: string, token: string): Promise<string> {
	const encoder = new TextEncoder();
	const key = await crypto.subtle.importKey(
		"raw",
		encoder.encode(token),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["sign"],
	);
	return toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(body))));
}

export function pushOf(trackingNumber: string, code: string, date: string): string {
	return JSON.stringify({
		transactionId: crypto.randomUUID(),
		outputMetaData: {},
		output: {
			completeTrackResults: [
				{
					trackingNumber,
					trackResults: [
						{
							trackingNumberInfo: { trackingNumber, carrierCode: "FDXE" },
							latestStatusDetail: { code, derivedCode: code },
							dateAndTimes: [{ type: "SHIP", dateTime: date }],
							scanEvents: [
								{
									date,
									eventType: code,
									eventDescription: "It happened",
									scanLocation: { city: "MEMPHIS", countryCode: "US" },
								},
							],
						},
					],
				},
			],
		},
	});
}
