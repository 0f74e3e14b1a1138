import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier } from "../model/order.ts";
import type { Reserved } from "../model/quantities.ts";
import type { PlannedLine, ShipmentPlan } from "../model/shipment-plan.ts";
import { chooseService } from "./choose-service.ts";
import { packParcels } from "./pack-parcels.ts";
import { planBilling } from "./plan-billing.ts";
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
	if (lines.length === 0 && problems.every((problem) => problem.code !== "item.weight_missing")) {
		return { notReady: [NO_GOODS] };
	}
	const recipient = readRecipient(dossier.address, dossier.contact, dossier.account);
	if ("problems" in recipient) {
		problems.push(...recipient.problems);
	}
	const chosen = chooseService(
		{
			header,
			from,
			to,
			isResidential: null,
			weightGrams: lines.reduce((sum, line) => sum + line.weightGrams, 0),
			value: valueOf(lines),
		},
		settings,
		problems,
	);
	const pallets = planFreight(
		chosen?.rule.service,
		lines,
		{ from, to },
		settings.freight,
		problems,
	);
	const packages = pallets?.packages ?? packParcels(lines, settings.packing, problems);
	const billing = planBilling(header, lines, { billing: settings.billing, from, to }, problems);
	const customs = planCustoms(from, to, problems);
	if (problems.length > 0 || chosen === undefined || "problems" in recipient) {
		return { problems };
	}
	const { rule, choice } = chosen;
	return {
		plan: {
			orderNumber: header.orderNumber,
			customerAccountId: header.orderedById ?? header.deliverToId,
			deliveryAddressId: header.deliveryAddressId,
			customerOrderNumber: header.yourRef,
			...billing,
			choice,
			service: rule.service,
			packaging: rule.packaging,
			options: {
				signature: rule.signature,
				isSaturdayDelivery: rule.saturdayDelivery,
				holdAtLocation: rule.holdAtLocation,
			},
			pickupType: settings.pickupType,
			shipFrom: { ...settings.shipFrom },
			shipTo: recipient.party,
			isResidential: null,
			currency: header.currency ?? "EUR",
			packages,
			lines,
			customs,
			freight: pallets?.freight ?? null,
			label: settings.label,
		},
	};
}

const NO_GOODS: Problem = {
	code: "order.no_goods",
	field: "Sales order lines",
	message: "Nothing on the order is a stock item, so there is nothing to put into a box.",
	remedy: "Nothing, if that is right; else mark the items as stock items in Exact.",
};

function countryOf({ address }: OrderDossier): string | null {
	const country = address?.country?.trim().toUpperCase() ?? "";
	return country === "" ? null : country;
}

/** Good enough to compare with a rule's bounds; what customs is told is worked out exactly. */
function valueOf(lines: readonly PlannedLine[]): number {
	return lines.reduce((sum, line) => sum + line.quantity * Number(line.unitPrice), 0);
}
