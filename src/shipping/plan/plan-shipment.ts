import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { isPalletService } from "../model/facts/freight-services.ts";
import type { OrderDossier } from "../model/order.ts";
import type { Reserved } from "../model/quantities.ts";
import type { PlannedLine, ShipmentPlan } from "../model/shipment-plan.ts";
import { checkPallets } from "./check-pallets.ts";
import { checkPoBox } from "./check-po-box.ts";
import { chooseService } from "./choose-service.ts";
import { packParcels } from "./pack-parcels.ts";
import { planBilling } from "./plan-billing.ts";
import { planCarrierMails } from "./plan-carrier-mails.ts";
import { planCustoms } from "./plan-customs.ts";
import { planFreight } from "./plan-freight.ts";
import { planLines } from "./plan-lines.ts";
import { readRecipient } from "./read-recipient.ts";

/** `notReady` is nobody's fault and needs nothing; `problems` need a person. */
export type PlanResult = { plan: ShipmentPlan } | { problems: Problem[] } | { notReady: Problem[] };

/**
 * Turns an order into what the carrier is told, or into the list of what stands in the way, each with the Exact
 * field and the remedy. Pure. `reserved` holds what earlier shipments took, by Exact line id. Each step has a file
 * of its own and adds its problems, so that all are found at once.
 */
export function planShipment(
	dossier: OrderDossier,
	settings: DivisionSettings,
	reserved: ReadonlyMap<string, Reserved> = new Map(),
): PlanResult {
	const problems: Problem[] = [];
	const { header } = dossier;
	const from = settings.shipFrom.country;
	const to = countryOf(dossier);
	const lines = planLines(dossier, settings, reserved, problems);
	const isWeightKnown = problems.every((problem) => problem.code !== "item.weight_missing");
	if (lines.length === 0 && isWeightKnown) {
		return { notReady: [NO_GOODS] };
	}
	const all = linesToDeclare(dossier, settings, reserved, lines);
	const recipient = readRecipient(dossier, settings);
	const isResidential = dossier.addressCheck?.isResidential ?? null;
	if ("problems" in recipient) {
		problems.push(...recipient.problems);
	}
	const chosen = chooseService(
		{
			header,
			from,
			to,
			isResidential,
			weightGrams: isWeightKnown ? lines.reduce((sum, line) => sum + line.weightGrams, 0) : null,
			value: valueOf(all),
		},
		settings,
		problems,
	);
	const service = chosen?.rule.service ?? "";
	checkPoBox(dossier.address, { service, to }, problems);
	const pallets = planFreight(service, lines, { from, to }, settings.freight, problems);
	const { packages, packaging } =
		pallets === null
			? packParcels(
					{
						lines,
						entered: dossier.packages,
						packing: settings.packing,
						packageType: chosen?.rule.packageType ?? null,
						service,
						// FedEx takes freight in its shipper's own packaging only.
						packaging: isPalletService(service)
							? OWN_PACKAGING
							: (chosen?.rule.packaging ?? OWN_PACKAGING),
						from,
					},
					problems,
				)
			: { packages: pallets.packages, packaging: OWN_PACKAGING };
	checkPallets(service, packages, problems);
	const billing = planBilling(header, all, { billing: settings.billing, from, to }, problems);
	const customs = planCustoms({ dossier, settings, to, lines: all }, problems);
	if (problems.length > 0 || chosen === undefined || "problems" in recipient) {
		return { problems };
	}
	const { rule, choice } = chosen;
	const carrierMails = pallets === null ? planCarrierMails(recipient.party, settings) : undefined;
	return {
		plan: {
			orderNumber: header.orderNumber,
			customerAccountId: header.orderedById ?? header.deliverToId,
			deliveryAddressId: header.deliveryAddressId,
			customerOrderNumber: header.yourRef,
			...billing,
			choice,
			service: rule.service,
			packaging,
			options: {
				signature: rule.signature,
				isSaturdayDelivery: rule.saturdayDelivery,
				holdAtLocation: rule.holdAtLocation,
			},
			pickupType: settings.pickupType,
			shipFrom: { ...settings.shipFrom },
			shipTo: recipient.party,
			isResidential,
			currency: header.currency ?? "EUR",
			packages,
			lines,
			customs,
			freight: pallets?.freight ?? null,
			label: settings.label,
			...(carrierMails === undefined ? {} : { carrierMails }),
			...(settings.returnLabel === "with-shipment" ? { hasReturnLabel: true as const } : {}),
		},
	};
}

const OWN_PACKAGING = "YOUR_PACKAGING";

const NO_GOODS: Problem = {
	code: "order.no_goods",
	field: "Sales order lines",
	message: "Nothing on the order is a stock item, so there is nothing to put into a box.",
	remedy: "Nothing, if that is right; else mark the items as stock items in Exact.",
};

/** Lines that lack a weight, too: what else is wrong with them is to be said at the same time. */
function linesToDeclare(
	dossier: OrderDossier,
	settings: DivisionSettings,
	reserved: ReadonlyMap<string, Reserved>,
	lines: readonly PlannedLine[],
): readonly PlannedLine[] {
	const missing: Problem[] = [];
	const weight = { ...settings.weight, defaultGramsPerUnit: 1 };
	const all = planLines(dossier, { ...settings, weight }, reserved, missing);
	return all.length > lines.length ? all : lines;
}

function countryOf({ address }: OrderDossier): string | null {
	const country = address?.country?.trim().toUpperCase() ?? "";
	return country === "" ? null : country;
}

/** Good enough to compare with a rule's bounds; what customs is told is worked out exactly. */
function valueOf(lines: readonly PlannedLine[]): number {
	return lines.reduce((sum, line) => sum + line.quantity * Number(line.unitPrice), 0);
}
