import { AppError, type Disposition } from "../../../src/lib/errors.ts";
import type { Booking, RawAnswer } from "../../../src/shipping/model/shipment.ts";
import type {
	BookingFinder,
	BookingRequest,
	CancelOutcome,
	Carrier,
	FoundParcel,
	ParcelFate,
	TrackedNumber,
} from "../../../src/shipping/ports/carrier.ts";

/** What the carrier does with the next call. */
export const REPLIES = [
	"label",
	/** It is made, and its answer is cut off on the way. */
	"made-and-cut",
	/** It is made, and the answer is half a page of HTML. */
	"made-and-garbled",
	/** It is made, and of the answer only the number can be read. */
	"made-and-torn",
	/** The connection is lost before anything reached it. */
	"cut-before",
	"order-refused",
	"account-refused",
	"too-many-calls",
	"no-token",
] as const;

export type Reply = (typeof REPLIES)[number];

/** What the carrier does when it is asked to cancel. */
export const CANCEL_REPLIES = [
	"done",
	/** It says yes, and does nothing. */
	"ignored",
	"too-late",
	/** It is cancelled, and the answer is cut off on the way. */
	"done-and-cut",
	"unreachable",
	"too-many-calls",
	"refused",
] as const;

export type CancelReply = (typeof CANCEL_REPLIES)[number];

/** What the carrier does when it is asked what it made. */
export const LOOK_REPLIES = [
	"unreachable",
	"too-many-calls",
	"project-refused",
	"refused",
] as const;

export type LookReply = (typeof LOOK_REPLIES)[number];

/** One shipment in the carrier's own books. */
export type Made = {
	reference: string;
	trackingNumber: string;
	quantities: ReadonlyMap<string, number>;
	fate: ParcelFate;
	/** It says yes to every cancellation of it, and does nothing. */
	isDeaf: boolean;
	/** Nobody who looks for it finds it before. */
	foundFrom: number;
};

/**
 * A carrier that keeps books of what it made, whatever came of its answers, and shows them late. It de-duplicates
 * nothing.
 */
export class LedgerCarrier implements Carrier, BookingFinder {
	readonly made: Made[] = [];
	readonly asked: string[] = [];
	/** Every number that it was asked to cancel. */
	readonly toCancel: string[] = [];
	/** How long what is made from now on can't be found. */
	hiddenMs = 0;
	#replies: Reply[] = [];
	#cancelReplies: CancelReply[] = [];
	#lookReplies: LookReply[] = [];
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	next(...replies: Reply[]): void {
		this.#replies.push(...replies);
	}

	nextCancel(...replies: CancelReply[]): void {
		this.#cancelReplies.push(...replies);
	}

	nextLook(...replies: LookReply[]): void {
		this.#lookReplies.push(...replies);
	}

	/** Calls work again; what was made stays as it is. */
	mend(): void {
		this.#replies = [];
		this.#cancelReplies = [];
		this.#lookReplies = [];
		this.hiddenMs = 0;
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
			case "made-and-torn":
				return Promise.resolve(
					this.#answer(request, 200, `torn ${this.#make(request, reference).slice(0, -1)}`),
				);
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

	findJob(): undefined {
		return undefined;
	}

	askJob(): Promise<never> {
		return Promise.reject(new Error("no job was begun here"));
	}

	findTrackingNumbers({ body }: RawAnswer): string[] {
		return body.match(/(?<="trackingNumber":")\d+/g) ?? [];
	}

	async cancelBooking(trackingNumber: string): Promise<CancelOutcome> {
		this.toCancel.push(trackingNumber);
		const reply = this.#cancelReplies.shift() ?? "done";
		if (reply !== "done" && reply !== "ignored" && reply !== "too-late") {
			if (reply === "done-and-cut") {
				this.#cancel(trackingNumber);
			}
			throw FAILURES[reply];
		}
		const made = this.#find(trackingNumber);
		if (made?.fate === "cancelled") {
			return "gone";
		}
		if (made?.fate === "moving" || reply === "too-late") {
			return "too-late";
		}
		if (reply === "done") {
			this.#cancel(trackingNumber);
		}
		return "asked";
	}

	/** Somebody at the carrier does it by hand, whatever it is. */
	cancelByHand(reference: string): void {
		for (const made of this.made.filter((one) => one.reference === reference)) {
			made.fate = "cancelled";
		}
	}

	async findByReference({ reference }: { reference: string }): Promise<FoundParcel[]> {
		return this.#look((made) => made.reference === reference);
	}

	async findByNumber(numbers: readonly TrackedNumber[]): Promise<FoundParcel[]> {
		const asked = numbers.map((one) => one.trackingNumber);
		return this.#look((made) => asked.includes(made.trackingNumber));
	}

	check(): Promise<never> {
		return Promise.reject(new Error("not asked here"));
	}

	#look(isAsked: (made: Made) => boolean): FoundParcel[] {
		const reply = this.#lookReplies.shift();
		if (reply !== undefined) {
			throw FAILURES[reply];
		}
		return this.made
			.filter((made) => made.foundFrom <= this.#now() && isAsked(made))
			.map(({ trackingNumber, fate }) => ({ trackingNumber, fate }));
	}

	#find(trackingNumber: string): Made | undefined {
		return this.made.find((one) => one.trackingNumber === trackingNumber);
	}

	#cancel(trackingNumber: string): void {
		const made = this.#find(trackingNumber);
		if (made?.fate === "made" && !made.isDeaf) {
			made.fate = "cancelled";
		}
	}

	#make(request: string, reference: string): string {
		const { plan } = JSON.parse(request) as BookingRequest;
		const made: Made = {
			reference,
			trackingNumber: `7946${String(this.made.length).padStart(8, "0")}`,
			quantities: new Map(plan.lines.map((line) => [line.exactLineId, line.quantity])),
			fate: "made",
			isDeaf: false,
			foundFrom: this.#now() + this.hiddenMs,
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

const FAILURES = {
	unreachable: failure("http.no_answer", "retry"),
	"done-and-cut": failure("http.no_answer", "uncertain"),
	"too-many-calls": failure("fedex.rate_limited", "wait"),
	"project-refused": failure("fedex.project_refused", "suspend"),
	refused: failure("fedex.number_rejected", "refuse"),
} as const;
