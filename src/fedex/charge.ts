import type { Money } from "../shipping/model/shipment.ts";
import { centsToDecimal, fromFedexCurrency } from "./amounts.ts";
import type { TransactionShipmentWire } from "./schemas.ts";
import { sum } from "./weights.ts";

/** What the shipment costs: the account's rate, else the sum of the pieces; null when FedEx did not rate it. */
export function readCharge(shipment: TransactionShipmentWire): Money | null {
	const rates = shipment.completedShipmentDetail?.shipmentRating?.shipmentRateDetails ?? [];
	const account = rates.find(isAccountRate);
	if (account?.totalNetCharge !== undefined && account.currency !== undefined) {
		return toMoney(account.totalNetCharge, account.currency);
	}
	const currency =
		rates.find((rate) => rate.currency !== undefined)?.currency ??
		shipment.pieceResponses.find((piece) => piece.currency !== undefined)?.currency;
	const total = sum(shipment.pieceResponses.map((piece) => piece.netChargeAmount ?? 0));
	// FedEx puts zeros where it made the label but got no rates.
	return currency === undefined || total === 0 ? null : toMoney(total, currency);
}

/** Preferred rates are the same account's in a currency that nobody invoices. */
export function isAccountRate(rate: { rateType: string }): boolean {
	return rate.rateType.includes("ACCOUNT") && !rate.rateType.includes("PREFERRED");
}

export function toMoney(amount: number, currency: string): Money {
	return {
		amount: centsToDecimal(Math.round(amount * 100)),
		currency: fromFedexCurrency(currency),
	};
}
