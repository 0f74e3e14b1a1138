import type { Problem } from "../../lib/errors.ts";
import { isInEuropeanUnion } from "../model/facts/zones.ts";
import type { Account } from "../model/order.ts";
import type { CustomsSettings } from "../model/settings/customs.ts";
import type { TaxNumber } from "../model/shipment-plan.ts";

/** FedEx takes no longer number (Ship API, tins, 2026-11). */
const LONGEST_NUMBER = 18;

/** An import scheme of the European Union for goods of that value, read 2026-11. */
const IOSS_LIMIT = { cents: 15_000n, currency: "EUR" };

type Lane = { from: string; to: string };

/** The numbers of the division; the one for imports only where it counts. */
export function shipperNumbers(
	customs: CustomsSettings,
	{ from, to }: Lane,
	value: { cents: bigint; currency: string },
): TaxNumber[] {
	const isImport = !isInEuropeanUnion(from) && isInEuropeanUnion(to);
	const isSmall = value.currency !== IOSS_LIMIT.currency || value.cents <= IOSS_LIMIT.cents;
	return numbersOf({
		vat: customs.vatNumber,
		eori: customs.eoriNumber,
		ioss: isImport && isSmall ? customs.iossNumber : null,
	});
}

/** The numbers that Exact has of the customer. */
export function recipientNumbers(account: Account | undefined, problems: Problem[]): TaxNumber[] {
	const numbers = numbersOf({
		vat: account?.vatNumber ?? null,
		eori: account?.eoriNumber ?? null,
	});
	for (const { kind, number } of numbers) {
		if (number.length > LONGEST_NUMBER) {
			const label = kind === "vat" ? "VAT number" : "EORI number";
			problems.push({
				code: "account.tax_number_too_long",
				field: `Customer › ${label}`,
				message: `The customer's ${label} has ${number.length} characters, and none has more than ${LONGEST_NUMBER}.`,
				remedy: `Correct the ${label} of the customer in Exact, or empty it.`,
			});
		}
	}
	return numbers;
}

function numbersOf(given: Partial<Record<TaxNumber["kind"], string | null>>): TaxNumber[] {
	return (Object.entries(given) as [TaxNumber["kind"], string | null][]).flatMap(
		([kind, written]) => {
			const number = written?.toUpperCase().replaceAll(/[^A-Z0-9]/g, "") ?? "";
			return number === "" ? [] : [{ kind, number }];
		},
	);
}
