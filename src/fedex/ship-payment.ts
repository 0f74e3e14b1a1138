import type { Payor } from "../shipping/model/shipment-plan.ts";

type ResponsibleParty = {
	accountNumber?: { value: string };
	address?: { countryCode: string };
};

export type PaymentBody = {
	paymentType: "SENDER" | "RECIPIENT" | "THIRD_PARTY";
	payor?: { responsibleParty: ResponsibleParty };
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
	return {
		paymentType,
		payor: {
			responsibleParty: {
				accountNumber: { value: payor.accountNumber },
				...(payor.country === null ? {} : { address: { countryCode: payor.country } }),
			},
		},
	};
}
