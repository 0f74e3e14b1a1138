import type { Problem } from "../../lib/errors.ts";
import type { AlertSettings } from "../model/alerts.ts";
import type { MailKind, MailState } from "../model/customer-mails.ts";
import type { EventKind, ToldEvent } from "../model/told-events.ts";
import type { Change } from "./changes.ts";

/** An address of another program, as the machinery needs it. */
export type Endpoint = {
	id: string;
	name: string;
	url: string;
	kinds: EventKind[];
	failures: number;
	failingSince: number | null;
	restUntil: number;
	version: number;
};

export type NewEndpoint = {
	id: string;
	name: string;
	url: string;
	kinds: EventKind[];
	secret: string;
};

export type EndpointStore = {
	/** @throws AppError `webhook_endpoint.too_many` */
	create(endpoint: NewEndpoint, change: Change): Promise<void>;
	/** False where there is none. */
	change(
		id: string,
		set: Partial<Pick<NewEndpoint, "name" | "url" | "kinds" | "secret">>,
		change: Change,
	): Promise<boolean>;
	remove(id: string, change: Change): Promise<boolean>;
	disable(id: string, change: Change): Promise<boolean>;
	/** What happened since it was disabled becomes due too. */
	enable(id: string, change: Change): Promise<boolean>;
	/** Sends again: one event, or all since an instant. Answers how many are due by that. */
	replay(
		id: string,
		which: { eventId: string } | { since: number },
		change: Change,
	): Promise<number>;
};

export type DueDelivery = {
	name: EventKind;
	attempts: number;
	firstTriedAt: number | null;
	event: ToldEvent;
};

export type DeliveryResult = {
	eventId: string;
	state: "due" | "taken" | "failed";
	dueAt: number | null;
	code: string | null;
};

/** The outbox. */
export type TellingStore = {
	listUnspread(limit: number): Promise<ToldEvent[]>;
	listEndpoints(): Promise<Endpoint[]>;
	/** Which of the divisions send which mails to customers. */
	listMailing(divisionIds: readonly string[]): Promise<Map<string, MailKind[]>>;
	spread(
		events: readonly ToldEvent[],
		to: {
			deliveries: readonly { endpointId: string; eventId: string; name: EventKind }[];
			mails: readonly { shipmentId: string; kind: MailKind; divisionId: string }[];
		},
		now: number,
	): Promise<void>;
	/** Undefined where there is none, or it is disabled. */
	findEndpoint(id: string): Promise<(Endpoint & { secret: string }) | undefined>;
	/** Takes what is due, so that nobody else sends it until the lease is over. */
	claimDeliveries(
		endpointId: string,
		claim: { now: number; until: number; limit: number },
	): Promise<DueDelivery[]>;
	settleDeliveries(
		endpointId: string,
		results: readonly DeliveryResult[],
		now: number,
	): Promise<void>;
	noteEndpoint(
		id: string,
		health: {
			failures: number;
			failingSince: number | null;
			restUntil: number;
			lastCode: string | null;
			takenAt: number | null;
		},
	): Promise<void>;
	/** By the machinery, after a day in vain. False where somebody changed it meanwhile. */
	disableEndpoint(endpoint: Endpoint, code: string, now: number): Promise<boolean>;
};

export type CustomerMail = {
	shipmentId: string;
	kind: MailKind;
	divisionId: string;
	attempts: number;
};

/** All that a mail is made of. */
export type MailFacts = {
	shipmentId: string;
	divisionId: string;
	orderNumber: number;
	status: string;
	trackingState: string | null;
	isReturn: boolean;
	isDivisionThere: boolean;
	trackingLink: number;
	trackingNumber: string | null;
	address: string | null;
	country: string;
	postalCode: string | null;
	company: string;
	colour: string | null;
	replyTo: string | null;
	language: string;
	isStopped: boolean;
};

export type MailKey = Pick<CustomerMail, "shipmentId" | "kind">;

export type MailStore = {
	/** Those whose sender died before it could say what came of them may have gone out. */
	forgetOrphans(now: number): Promise<number>;
	listDue(now: number, limit: number): Promise<MailKey[]>;
	/** Those of them that are still due; from then on they may have gone out. */
	claim(which: readonly MailKey[], now: number, until: number): Promise<CustomerMail[]>;
	findFacts(shipmentIds: readonly string[]): Promise<Map<string, MailFacts>>;
	settle(
		results: readonly {
			shipmentId: string;
			kind: MailKind;
			state: MailState;
			dueAt: number | null;
			code: string | null;
			messageId: string | null;
		}[],
		now: number,
	): Promise<void>;
	/** False where the shipment has no address. */
	stop(shipmentId: string, now: number): Promise<boolean>;
};

export type AlertMessage = {
	id: string;
	channel: "mail" | "chat";
	subject: string;
	body: string;
	attempts: number;
};

export type OpenAlert = { key: string; problem: Problem };

export type AlertStore = {
	findSettings(): Promise<
		{ alerts: AlertSettings; chatUrl: string | null; watchDueAt: number } | undefined
	>;
	saveSettings(
		settings: AlertSettings,
		/** Undefined leaves it as it is. */
		chatUrl: string | null | undefined,
		change: Change,
	): Promise<void>;
	/** What D1 itself can tell of. */
	listCauses(settings: AlertSettings, now: number): Promise<OpenAlert[]>;
	/** Of FedEx accounts in use, for their hosts' keepers; and divisions in use, for their budgets. */
	listOpen(): Promise<OpenAlert[]>;
	/** Opens and closes, with the messages of both, in one batch. */
	note(
		change: {
			began: readonly OpenAlert[];
			over: readonly OpenAlert[];
			channels: readonly ("mail" | "chat")[];
		},
		nextWatchAt: number,
		now: number,
	): Promise<void>;
	claimMessages(claim: { now: number; until: number; limit: number }): Promise<AlertMessage[]>;
	settleMessage(
		id: string,
		result: { state: MailState; dueAt: number | null; code: string | null },
		now: number,
	): Promise<void>;
	/** Mails whose sender died; a chat's message may come twice and is sent again. */
	forgetOrphans(now: number): Promise<void>;
};

export type Mail = {
	to: readonly string[];
	fromName: string | null;
	replyTo: string | null;
	subject: string;
	text: string;
	html: string | null;
	headers: Readonly<Record<string, string>>;
};

/**
 * Sends a mail.
 * @throws AppError `retry`, `wait` and `refuse`: it did not go out; `uncertain`: it may have.
 */
export type Mailer = { send(mail: Mail): Promise<{ messageId: string | null }> };

/** Sends a signed event or a chat's message to an address that a person gave. */
export type Outbound = {
	/** @throws AppError `webhook.target_refused` */
	checkTarget(url: string): void;
	/** What was answered; it throws where nothing was. */
	post(
		url: string,
		request: { headers: Record<string, string>; body: string },
	): Promise<{ status: number; retryAfterSeconds: number | undefined }>;
};
