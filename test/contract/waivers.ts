import type { Waiver } from "./findings.ts";

const SHIPMENT = "/output/transactionShipments/*";
const TRACK_RESULT = "/output/completeTrackResults/*/trackResults/*";
const IDENTIFIER = `${TRACK_RESULT}/additionalTrackingInfo/packageIdentifiers/*`;

const PIECE_CURRENCY = {
	where: `${SHIPMENT}/pieceResponses/*/currency`,
	kind: "unknown",
	why: "Recorded answers have it: the piece's netChargeAmount means nothing without a currency.",
};
const ALERT_TYPE =
	"Recorded answers have it, and so has ship.json, to which known-spec-mistakes.json adds it.";
const IDENTIFIER_WORDS =
	"Recorded answers have values and carrierCode where the contract has value alone.";
const EMPTY_CONTACT =
	"Recorded answers have an empty one; the contract speaks of it and lists the address alone.";

/** Contracts of FedEx are drawn up by hand: a finding is a question, and these are answered. */
export const FEDEX_WAIVERS: Waiver[] = [
	{ contract: "ship", ...PIECE_CURRENCY },
	{ contract: "ship-2025-10", ...PIECE_CURRENCY },
	{
		contract: "ship-2025-10",
		where: `${SHIPMENT}/alerts/*/alertType`,
		kind: "unknown",
		why: ALERT_TYPE,
	},
	{ contract: "ship-2025-10", where: `${SHIPMENT}/alerts/*`, kind: "anyOf", why: ALERT_TYPE },
	{
		contract: "ship-2025-10",
		where: "/requestedShipment/customsClearanceDetail/commodities/*/weight/units",
		kind: "enum",
		why: "It lists KG alone, and says there that the unit must be the packages', as ship.json has it.",
	},
	{
		contract: "freight-ltl",
		where: "/freightRequestedShipment/pickupType",
		kind: "enum",
		why: "It writes CONTACT_FEDEX TO_SCHEDULE with a space; the table of pickup types has none.",
	},
	{
		contract: "ship-2025-10",
		where: "PUT /ship/v1/shipments/cancel 429",
		kind: "unknown",
		why: "Every call is limited; ship.json has this answer, and the limits' own page says so.",
	},
	{ contract: "track", where: `${IDENTIFIER}/values`, kind: "unknown", why: IDENTIFIER_WORDS },
	{
		contract: "track",
		where: `${IDENTIFIER}/carrierCode`,
		kind: "unknown",
		why: IDENTIFIER_WORDS,
	},
	{
		contract: "track",
		where: `${TRACK_RESULT}/shipperInformation/contact`,
		kind: "unknown",
		why: EMPTY_CONTACT,
	},
	{
		contract: "track",
		where: `${TRACK_RESULT}/recipientInformation/contact`,
		kind: "unknown",
		why: EMPTY_CONTACT,
	},
];

const FUNCTION_PARAMETER =
	"A parameter of a function: its reference page (2026-11) demands it, the file lists none.";

export const EXACT_WAIVERS: Waiver[] = [
	...["modified", "endPoint"].map((name) => ({
		contract: "exact",
		where: `{division}/read/sync/Sync/SyncTimestamp ?${name}`,
		kind: "unknown",
		why: FUNCTION_PARAMETER,
	})),
	{
		contract: "exact",
		where: "{division}/webhooks/WebhookSubscriptions IsInstant",
		kind: "unknown",
		why: "Newer than the file: instant webhooks, for goods deliveries only.",
	},
];
