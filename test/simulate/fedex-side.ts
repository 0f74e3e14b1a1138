import type {
	BookingRequest,
	Carrier,
	ParcelLook,
	ParcelTracker,
} from "../../src/shipping/ports/carrier.ts";
import { rollDice } from "./dice.ts";
import { liveParcel, type ParcelLife } from "./parcel-life.ts";
import type { VirtualTime } from "./virtual-time.ts";

const HOUR = 3_600_000;

/**
 * FedEx as far as times and counts go: labels are made at once, and every parcel lives the life that was drawn
 * for it. Calls and numbers are counted by day.
 */
export function createFedexSide(time: VirtualTime, seed: number) {
	const lives = new Map<string, ParcelLife>();
	const callsByDay = new Map<string, number>();
	const counted = { creates: 0, trackCalls: 0, numbersAsked: 0 };
	let lastNumber = 794_600_000_000;

	const carrier: Carrier = {
		prepare: () => Promise.resolve(),
		writeBooking: ({ plan, reference, shipDate }: BookingRequest) =>
			JSON.stringify({
				reference,
				shipDate,
				pieces: plan.packages.length,
				isOvernight: plan.service.includes("PRIORITY"),
			}),
		sendBooking: (request, reference) => {
			time.spend(1_200);
			counted.creates += 1;
			const { shipDate, pieces, isOvernight } = JSON.parse(request) as {
				shipDate: string;
				pieces: number;
				isOvernight: boolean;
			};
			// By the order and the hour, so that a parcel's life does not hang on who was booked first.
			const order = Number(reference.split("-")[0]);
			const at = time.now() - (time.now() % HOUR);
			const numbers = Array.from({ length: pieces }, (_, piece) => {
				lastNumber += 1;
				const number = String(lastNumber);
				const dice = rollDice(seed * 7_919 + order * 31 + piece);
				lives.set(number, liveParcel({ at, shipDate, isOvernight }, dice));
				return number;
			});
			return Promise.resolve({
				request,
				status: 200,
				body: JSON.stringify({ reference, numbers }),
				receivedAt: time.now(),
			});
		},
		readBooking: ({ body }) => {
			const { reference, numbers } = JSON.parse(body) as { reference: string; numbers: string[] };
			return {
				transactionId: `t-${reference}`,
				customerTransactionId: reference,
				masterTrackingNumber: numbers[0] ?? "",
				packages: numbers.map((trackingNumber, at) => ({ sequence: at + 1, trackingNumber })),
				charge: { amount: "11.40", currency: "EUR" },
				documents: numbers.map((number, at) => ({
					packageSequence: at + 1,
					kind: "label" as const,
					extension: "pdf" as const,
					contentType: "application/pdf" as const,
					bytes: Uint8Array.from(new TextEncoder().encode(`label ${number}`)),
				})),
				alerts: [],
			};
		},
		findJob: () => undefined,
		askJob: () => Promise.reject(new Error("no job was begun here")),
		findTrackingNumbers: () => [],
		cancelBooking: () => Promise.reject(new Error("nothing is cancelled here")),
		check: () => Promise.reject(new Error("not asked here")),
	};

	const tracker: ParcelTracker = {
		track: (numbers) => {
			time.spend(800);
			const day = new Date(time.now()).toISOString().slice(0, 10);
			callsByDay.set(day, (callsByDay.get(day) ?? 0) + 1);
			counted.trackCalls += 1;
			counted.numbersAsked += numbers.length;
			return Promise.resolve(numbers.map(({ trackingNumber }) => look(trackingNumber)));
		},
	};

	function look(trackingNumber: string): ParcelLook {
		const life = lives.get(trackingNumber);
		const now = time.now();
		if (life === undefined || now < life.knownFrom) {
			return { kind: "unseen", trackingNumber, code: "TRACKING.TRACKINGNUMBER.NOTFOUND" };
		}
		const events = life.scans.filter((scan) => scan.at <= now);
		const announced = life.announcements.findLast(({ from }) => from <= now);
		return {
			kind: "seen",
			trackingNumber,
			uniqueId: `1~${trackingNumber}~FX`,
			state: events.at(-1)?.state ?? null,
			expectedDeliveryAt: announced === undefined ? null : announced.dayAt + 18 * 3_600_000,
			expectedDayAt: announced?.dayAt ?? null,
			events,
		};
	}

	return { carrier, tracker, lives, counted, callsByDay };
}

export type FedexSide = ReturnType<typeof createFedexSide>;
