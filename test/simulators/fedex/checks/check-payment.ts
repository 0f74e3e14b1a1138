import type { Refusal } from "../answers.ts";
import type { RequestedShipmentWire } from "../ship-wire.ts";

const PAYMENT_TYPES = ["SENDER", "RECIPIENT", "THIRD_PARTY", "COLLECT"];

/** An account whose owner pays for nobody else. */
const REFUSES_OTHERS: ReadonlySet<string> = new Set(["700000009"]);

export type PaymentFacts = {
	shipment: RequestedShipmentWire;
	shipperAccount: string;
	/** Country of an account, where it is known. */
	findCountry: (accountNumber: string) => string | undefined;
};

export function checkPayment(facts: PaymentFacts): Refusal[] {
	const payment = facts.shipment.shippingChargesPayment;
	const type = payment?.paymentType ?? "";
	if (!PAYMENT_TYPES.includes(type)) {
		return [{ code: "PAYMENT.TYPE.INVALID", message: "The payment type is missing or not known." }];
	}
	const payor = payment?.payor?.responsibleParty?.accountNumber?.value;
	if (payor === undefined) {
		return type === "SENDER"
			? checkPayorCountry(facts, facts.shipperAccount)
			: [{ code: "PAYOR.RESPONSIBLEPARTY.REQUIRED", message: "The account that pays is missing." }];
	}
	if (type === "SENDER" && payor !== facts.shipperAccount) {
		const message = "The sender pays, but from another account than the shipment's.";
		return [{ code: "ACCOUNT.NUMBER.MISMATCH", message }];
	}
	if (type !== "SENDER" && REFUSES_OTHERS.has(payor)) {
		const message = "The account that pays is not authorized for this shipment.";
		return [{ code: "ACCOUNT.THIRDPARTYPAYER.UNAUTHORIZED", message }];
	}
	return checkPayorCountry(facts, payor);
}

function checkPayorCountry(facts: PaymentFacts, payor: string): Refusal[] {
	const country = facts.findCountry(payor);
	const { shipper, recipients } = facts.shipment;
	const ends = [shipper?.address?.countryCode, recipients?.[0]?.address?.countryCode];
	return country === undefined || ends.includes(country)
		? []
		: [
				{
					code: "RESPONSIBLEPARTY.ADDRESSCOUNTRYCODE.MISMATCH",
					message: "The account that pays belongs to neither end of the shipment.",
				},
			];
}
