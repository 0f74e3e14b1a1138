import type { Address } from "../model/order.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Booking, CarrierDocument, Party, RawAnswer } from "../model/shipment.ts";
import type { TrackingState } from "../model/tracking-states.ts";

/** What the program asks of FedEx. `fedex` answers. */

export type BookingRequest = {
	plan: ShipmentPlan;
	accountNumber: string;
	reference: string;
	/** `YYYY-MM-DD` */
	shipDate: string;
	/** The day that it is where the goods are; what FedEx takes on the day only is left out of any other. */
	today?: string;
};

/** One shipping account at the carrier. */
export interface Carrier {
	/** Makes sure that a call could go out now. @throws AppError `wait` or `suspend` */
	prepare(): Promise<void>;
	/** Exactly what would be sent, as text: hashed and kept before it is sent. */
	writeBooking(request: BookingRequest): string;
	/**
	 * Sends it once. Returns any complete answer, whatever its status.
	 * @throws AppError `uncertain` when no complete answer came
	 */
	sendBooking(request: string, reference: string): Promise<RawAnswer>;
	/**
	 * Reads an answer, at once or from the journal.
	 * @throws AppError `refuse` with problems, `suspend`, `wait`, or `uncertain` when it can't be told what happened
	 */
	readBooking(answer: RawAnswer): Booking;
	/** The job that makes the shipment, where that is all that an answer says; what came of it is asked for later. */
	findJob(answer: RawAnswer): string | undefined;
	/**
	 * What came of a job, as an answer to the request that began it; undefined while the carrier is at it. Asking
	 * again does no harm.
	 * @throws AppError `wait`, `retry` or `suspend` when it can't be told now
	 */
	askJob(job: CarrierJob): Promise<RawAnswer | undefined>;
	/** Tracking numbers that stand in an answer which can't be read as a whole: what there is to cancel. */
	findTrackingNumbers(answer: RawAnswer): string[];
	/**
	 * Asks for a cancellation; asking twice does no harm. Only "gone" proves something: it was cancelled before.
	 * @throws AppError `wait`, `retry`, `suspend`, or `refuse` when the carrier does not take the number
	 */
	cancelBooking(trackingNumber: string): Promise<CancelOutcome>;
	/** Whether each set of credentials is accepted. */
	check(): Promise<CredentialChecks>;
}

export type CarrierJob = { id: string; request: string };

/** `asked`: the carrier says yes, also of numbers it never gave out. `too-late`: it has the parcel, or closed its day. */
export type CancelOutcome = "asked" | "gone" | "too-late";

/** `problem` says what to do as well. */
export type CredentialCheck = { ok: boolean; problem: string | null };

/** Freight where the account has credentials for it. */
export type CredentialChecks = {
	ship: CredentialCheck;
	track: CredentialCheck;
	freight?: CredentialCheck;
};

export type TrackedNumber = {
	trackingNumber: string;
	/** The carrier's own id of the parcel, which tells a number that was used before from ours. */
	uniqueId: string | null;
	/** `YYYY-MM-DD` */
	shipDate: string;
};

/** One thing that happened to a parcel. */
export type ParcelScan = {
	at: number;
	/** The carrier's code. */
	code: string;
	exceptionCode: string | null;
	/** Null where it says nothing about where the parcel is. */
	state: TrackingState | null;
	description: string;
	/** City and country. */
	location: string | null;
};

export type ParcelLook =
	| {
			kind: "seen";
			trackingNumber: string;
			uniqueId: string | null;
			/** Null where the carrier's code is not known or says nothing. */
			state: TrackingState | null;
			expectedDeliveryAt: number | null;
			/** When the day of that begins where the parcel goes to. */
			expectedDayAt: number | null;
			/** In the order in which they happened. */
			events: ParcelScan[];
	  }
	/** Usual for hours after the label was made. */
	| { kind: "unseen"; trackingNumber: string; code: string };

/** Where parcels of one shipping account are. */
export interface ParcelTracker {
	/**
	 * One call for at most 30 numbers; a look for each, in their order.
	 * @throws AppError `wait`, `retry`, `suspend`, or `refuse` when the carrier refuses all numbers for one of them
	 */
	track(numbers: readonly TrackedNumber[]): Promise<ParcelLook[]>;
}

/** What became of a parcel whose label never reached us. `moving`: the carrier handles it, or did. */
export type ParcelFate = "made" | "cancelled" | "moving";

export type FoundParcel = { trackingNumber: string; fate: ParcelFate };

/** Finds what a shipping account booked although its answer was lost. Looking changes nothing. */
export interface BookingFinder {
	/**
	 * Every parcel of the account that bears exactly this reference; none while the carrier knows of none (yet).
	 * @throws AppError `wait`, `retry`, `suspend` or `refuse` when it can't be told
	 */
	findByReference(asked: { reference: string; shipDate: string }): Promise<FoundParcel[]>;
	/** Those of at most 30 numbers that the carrier knows. @throws as above */
	findByNumber(numbers: readonly TrackedNumber[]): Promise<FoundParcel[]>;
}

/** What the carrier says of an address; it is advice, and knows little of some countries. */
export type AddressAnswer = {
	/** Null where it can't tell, or the building has homes and offices. */
	isResidential: boolean | null;
	isResolved: boolean;
};

/** Tells what kind of address it is. */
export interface AddressChecker {
	/**
	 * One call for at most 100 addresses; an answer for each, in their order.
	 * @throws AppError `wait`, `retry`, `suspend` or `refuse`
	 */
	check(addresses: readonly Address[]): Promise<AddressAnswer[]>;
}

/** FedEx has companies with couriers of their own; `freight` is FedEx Freight's. */
export const PICKUP_CARRIERS = ["express", "ground", "freight"] as const;

export type PickupCarrier = (typeof PICKUP_CARRIERS)[number];

/** One shipment of pallets that FedEx Freight is to fetch. */
export type FreightToFetch = {
	service: string;
	trackingNumber: string | null;
	handlingUnit: string;
	handlingUnits: number;
	weightGrams: number;
	description: string;
	to: Party;
};

export type PickupAsked = {
	from: Party;
	carrier: PickupCarrier;
	/** `YYYY-MM-DD` and `HH:MM`, where the goods are. */
	day: string;
	isToday: boolean;
	readyTime: string;
	closeTime: string;
	packages: number;
	weightGrams: number;
	/** What is fetched, shipment by shipment; FedEx Freight alone asks for it. */
	freight?: FreightToFetch[];
};

type PlannedPickup = {
	carrier: PickupCarrier;
	day: string;
	confirmationCode: string;
	/** FedEx Express's station, without which it finds none of its own. */
	location: string | null;
	/** Who calls it off; FedEx Freight asks for that. */
	contactName?: string;
};

/** Couriers that come for parcels. */
export interface PickupDesk {
	/** Whether a courier can come then. @throws AppError `wait`, `retry`, `suspend` or `refuse` */
	isAvailable(asked: PickupAsked): Promise<boolean>;
	/** Asking twice makes two couriers come. @throws AppError, also `uncertain` */
	request(asked: PickupAsked): Promise<{ confirmationCode: string; location: string | null }>;
	/** Asking twice does no harm. @throws AppError `wait`, `retry`, `suspend`, or `refuse` where none is planned */
	cancel(planned: PlannedPickup): Promise<void>;
}

/** One account at FedEx Ground. */
export interface GroundCloseDesk {
	/**
	 * Tells FedEx that the day's parcels are complete.
	 * @throws AppError `refuse`, `suspend` or `wait` where nothing was closed, `uncertain` where that can't be told
	 */
	close(day: string): Promise<CarrierDocument[]>;
	/** The papers of the close that took that parcel; undefined where none has. Asking again does no harm. */
	reprint(trackingNumber: string): Promise<CarrierDocument[] | undefined>;
}
