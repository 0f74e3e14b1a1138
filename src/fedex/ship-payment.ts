import type { Payor } from "../shipping/model/shipment-plan.ts";

export type PaymentBody = {
	paymentType: "SENDER" | "RECIPIENT" | "THIRD_PARTY";
	payor?: { responsibleParty: { accountNumber: { value: string } } };
};

/** Who pays. With the sender it must be the account that ships (FedEx: ACCOUNT.NUMBER.MISMATCH). */
export function toPaymentBody(payor: Payor, accountNumber: string): PaymentBody {
	if (payor.by === "sender") {
		return {
			paymentType: "SENDER",
			payor: { responsibleParty: { accountNumber: { value: accountNumber } } },
		};
	}
	const paymentType = payor.by === "recipient" ? "RECIPIENT" : "THIRD_PARTY";
	if (payor.accountNumber === null) {
		return { paymentType };
	}
	// FedEx knows where the account is; an address would have to be a whole one.
	return {
		paymentType,
		payor: { responsibleParty: { accountNumber: { value: payor.accountNumber } } },
	};
}

/** Whether a request names an account of somebody else's to pay; it is ours, so its keys are in our order. */
export function isBilledToOthers(request: string): boolean {
	return /"shippingChargesPayment":\{"paymentType":"(RECIPIENT|THIRD_PARTY)"/.test(request);
}
