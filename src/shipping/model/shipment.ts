/** A shipment and its parts, in our words. Weights are whole grams, money is a decimal string. */

export type Party = {
	companyName: string | null;
	personName: string | null;
	phone: string;
	email: string | null;
	streetLines: string[];
	postalCode: string;
	city: string;
	state: string | null;
	country: string;
};

export type Money = { amount: string; currency: string };

/** A document that came with the carrier's answer. */
export type CarrierDocument = {
	packageSequence: number;
	/** `label`, `auxiliary-label`, `commercial-invoice`, ... */
	kind: string;
	/** `pdf`, `zpl`, `png`, `epl` */
	extension: string;
	contentType: string;
	bytes: Uint8Array<ArrayBuffer>;
};

/** What the carrier made, read from a complete answer. */
export type Booking = {
	transactionId: string;
	customerTransactionId: string | null;
	masterTrackingNumber: string;
	packages: { sequence: number; trackingNumber: string }[];
	charge: Money | null;
	documents: CarrierDocument[];
	alerts: { code: string; message: string }[];
};

/** An answer as it came, and the request it answers: what the journal keeps. */
export type RawAnswer = {
	request: string;
	status: number;
	body: string;
	receivedAt: number;
};
