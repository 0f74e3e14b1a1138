import type { Refusal } from "../answers.ts";
import { toLocalDate } from "../local-time.ts";
import type { RequestedShipmentWire, ShipRequestWire } from "../ship-wire.ts";
import { checkCustoms } from "./check-customs.ts";
import { checkKind } from "./check-kind.ts";
import { checkPackages, countPieces, MAX_PIECES_AT_ONCE } from "./check-packages.ts";
import { checkPapers } from "./check-papers.ts";
import { checkParty } from "./check-party.ts";
import { checkPayment } from "./check-payment.ts";
import { checkReferences } from "./check-references.ts";
import { checkReturn } from "./check-return.ts";
import { checkService } from "./check-service.ts";
import { checkShipDate } from "./check-ship-date.ts";
import { checkText } from "./check-text.ts";

export type CheckFacts = {
	now: number;
	findCountry: (accountNumber: string) => string | undefined;
};

/** Everything that FedEx refuses in the content of a Ship request, all at once. */
export function checkShipment(request: ShipRequestWire, facts: CheckFacts): Refusal[] {
	const shipment = request.requestedShipment ?? {};
	const shipperAccount = request.accountNumber?.value ?? "";
	const today = toLocalDate(facts.now, shipment.shipper?.address?.countryCode ?? "");
	const text = checkText(request, "");
	if (text.length > 0) {
		return text;
	}
	const parties = checkParties(shipment);
	if (parties.length > 0) {
		return parties;
	}
	return [
		...checkPayment({ shipment, shipperAccount, findCountry: facts.findCountry }),
		...checkShipDate(shipment.shipDatestamp, today),
		...checkService(shipment),
		...checkPackages(shipment, request.processingOptionType === "ALLOW_ASYNCHRONOUS"),
		...checkJob(request),
		...checkKind(shipment),
		...checkReferences(shipment),
		...checkReturn(shipment),
		...checkCustoms(shipment),
		...checkPapers(shipment, today),
	];
}

/** A job brings labels as bytes; addresses of documents are for calls that are answered at once. */
function checkJob(request: ShipRequestWire): Refusal[] {
	const pieces = countPieces(request.requestedShipment?.requestedPackageLineItems ?? []);
	const isJob = request.processingOptionType === "ALLOW_ASYNCHRONOUS";
	return isJob && pieces > MAX_PIECES_AT_ONCE && request.labelResponseOptions === "URL_ONLY"
		? [
				{
					code: "PROCESSINGOPTIONTYPE.ALLOW_ASYNCHRONOUS.INVALID",
					message: "A job takes LABEL.",
				},
			]
		: [];
}

function checkParties({ shipper, recipients }: RequestedShipmentWire): Refusal[] {
	if (shipper === undefined) {
		return [{ code: "REQUESTEDSHIPMENT.SHIPPER.REQUIRED", message: "The shipper is missing." }];
	}
	const [recipient, ...others] = recipients ?? [];
	if (recipient === undefined || others.length > 0) {
		const code = "REQUESTEDSHIPMENT.RECIPIENTS.INCOMPLETE";
		return [{ code, message: "A shipment has one recipient." }];
	}
	return [...checkParty(shipper, "shipper"), ...checkParty(recipient, "recipient")];
}
