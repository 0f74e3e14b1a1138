import { AppError } from "../../src/lib/errors.ts";
import type { RawAnswer } from "../../src/shipping/model/shipment.ts";
import type { Carrier } from "../../src/shipping/ports/carrier.ts";

/** A carrier that answers as it is told, and counts what it was sent. */
export function scriptedCarrier(answer: (reference: string) => RawAnswer | Error) {
	const sent: string[] = [];
	const carrier: Carrier = {
		prepare: () => Promise.resolve(),
		writeBooking: (request) => JSON.stringify(request),
		sendBooking: (_request, reference) => {
			sent.push(reference);
			const given = answer(reference);
			return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
		},
		readBooking: (given) => {
			if (given.status !== 200) {
				throw new AppError({
					code: "fedex.address_rejected",
					disposition: "refuse",
					message: "no",
					problems: [
						{ code: "fedex.address_rejected", field: "City", message: "no", remedy: "mend" },
					],
				});
			}
			return {
				transactionId: `t-${given.body}`,
				customerTransactionId: given.body,
				masterTrackingNumber: "794600000001",
				packages: [{ sequence: 1, trackingNumber: "794600000001" }],
				charge: { amount: "11.40", currency: "EUR" },
				documents: [
					{
						packageSequence: 1,
						kind: "label",
						extension: "pdf",
						contentType: "application/pdf",
						bytes: Uint8Array.from(new TextEncoder().encode(`label ${given.body}`)),
					},
				],
				alerts: [],
			};
		},
		findJob: () => undefined,
		askJob: () => Promise.reject(new Error("no job was begun here")),
		findTrackingNumbers: () => [],
		cancelBooking: () => Promise.reject(new Error("nothing is cancelled here")),
		check: () => Promise.reject(new Error("not asked here")),
	};
	return { carrier, sent };
}

export const fine = (reference: string): RawAnswer => ({
	request: "{}",
	status: 200,
	body: reference,
	receivedAt: Date.parse("2026-11-23T09:00:00Z"),
});
