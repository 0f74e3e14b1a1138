import { AppError, type Disposition } from "../../../src/lib/errors.ts";
import type { BookingRequest, CancelOutcome, Carrier } from "../../../src/shipping/ports.ts";
import type { Booking, RawAnswer } from "../../../src/shipping/shipment.ts";

/** What the carrier does with the next call. */
export const REPLIES = [
	"label",
	/** It is made, and its answer is cut off on the way. */
	"made-and-cut",
	/** It is made, and the answer is half a page of HTML. */
	"made-and-garbled",
	/** The connection is lost before anything reached it. */
	"cut-before",
	"order-refused",
	"account-refused",
	"too-many-calls",
	"no-token",
] as const;

export type Reply = (typeof REPLIES)[number];

/** One shipment in the carrier's own books. */
export type Made = {
	reference: string;
	trackingNumber: string;
	quantities: ReadonlyMap<string, number>;
	isCancelled: boolean;
};

/** A carrier that keeps books of what it made, whatever came of its answers. It de-duplicates nothing. */
export class LedgerCarrier implements Carrier {
	readonly made: Made[] = [];
	readonly asked: string[] = [];
	#replies: Reply[] = [];
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	next(...replies: Reply[]): void {
		this.#replies.push(...replies);
	}

	mend(): void {
		this.#replies = [];
	}

	prepare(): Promise<void> {
		return Promise.resolve();
	}

	writeBooking(request: BookingRequest): string {
		return JSON.stringify(request);
	}

	sendBooking(request: string, reference: string): Promise<RawAnswer> {
		this.asked.push(reference);
		const reply = this.#replies.shift() ?? "label";
		switch (reply) {
			case "label":
				return Promise.resolve(this.#answer(request, 200, this.#make(request, reference)));
			case "made-and-cut":
				this.#make(request, reference);
				return Promise.reject(failure("http.no_answer", "uncertain"));
			case "made-and-garbled":
				this.#make(request, reference);
				return Promise.resolve(this.#answer(request, 200, "<html>"));
			case "cut-before":
				return Promise.reject(failure("http.no_answer", "uncertain"));
			case "no-token":
				return Promise.reject(failure("fedex.token_hold", "wait"));
			case "order-refused":
				return Promise.resolve(this.#answer(request, 400, ""));
			case "account-refused":
				return Promise.resolve(this.#answer(request, 403, ""));
			case "too-many-calls":
				return Promise.resolve(this.#answer(request, 429, ""));
		}
	}

	readBooking({ status, body }: RawAnswer): Booking {
		const refusal = REFUSALS[status];
		if (refusal !== undefined) {
			throw refusal;
		}
		if (!body.startsWith("{")) {
			throw failure("fedex.answer_unreadable", "uncertain");
		}
		const { reference, trackingNumber } = JSON.parse(body) as Made;
		return {
			transactionId: `t-${reference}`,
			customerTransactionId: reference,
			masterTrackingNumber: trackingNumber,
			packages: [{ sequence: 1, trackingNumber }],
			charge: null,
			documents: [
				{
					packageSequence: 1,
					kind: "label",
					extension: "pdf",
					contentType: "application/pdf",
					bytes: Uint8Array.from(new TextEncoder().encode(`label ${trackingNumber}`)),
				},
			],
			alerts: [],
		};
	}

	findTrackingNumbers({ body }: RawAnswer): string[] {
		return body.startsWith("{") ? [(JSON.parse(body) as Made).trackingNumber] : [];
	}

	cancelBooking(trackingNumber: string): Promise<CancelOutcome> {
		const made = this.made.find((one) => one.trackingNumber === trackingNumber);
		if (made?.isCancelled === true) {
			return Promise.resolve("gone");
		}
		if (made !== undefined) {
			made.isCancelled = true;
		}
		return Promise.resolve("asked");
	}

	check(): Promise<never> {
		return Promise.reject(new Error("not asked here"));
	}

	#make(request: string, reference: string): string {
		const { plan } = JSON.parse(request) as BookingRequest;
		const made = {
			reference,
			trackingNumber: `7946${String(this.made.length).padStart(8, "0")}`,
			quantities: new Map(plan.lines.map((line) => [line.exactLineId, line.quantity])),
			isCancelled: false,
		};
		this.made.push(made);
		return JSON.stringify(made);
	}

	#answer(request: string, status: number, body: string): RawAnswer {
		return { request, status, body, receivedAt: this.#now() };
	}
}

function failure(code: string, disposition: Disposition): AppError {
	return new AppError({
		code,
		disposition,
		message: "no",
		problems:
			disposition === "refuse" ? [{ code, field: "City", message: "no", remedy: "mend it" }] : [],
	});
}

const REFUSALS: Readonly<Record<number, AppError>> = {
	400: failure("fedex.address_rejected", "refuse"),
	403: failure("fedex.account_refused", "suspend"),
	429: failure("fedex.rate_limited", "wait"),
};
