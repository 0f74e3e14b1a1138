import type { Administration } from "../exact/state/administration.ts";
import { addCustomer } from "./customers.ts";
import type { Dice } from "./dice.ts";
import type { LinePlan, OrderPlan } from "./orders.ts";
import { LEASED_COST_CENTRE } from "./services.ts";

type Showpiece = {
	method: string;
	to: string;
	lines: LinePlan[];
	incoterm?: string;
	costCentre?: string;
};

const PUMPS: LinePlan[] = [
	{ itemCode: "PMP-G10", quantity: 2 },
	{ itemCode: "SEA-KIT4", quantity: 5 },
];

/** Kinds of shipments that the regular orders do not come to, by the country that they leave from. */
const SHOWPIECES: Readonly<Record<string, Showpiece[]>> = {
	NL: [
		{ method: "FDX-INTL", to: "CH", lines: PUMPS, incoterm: "DAP" },
		{
			method: "FDX-INTL",
			to: "GB",
			lines: [{ itemCode: "ALT-90A", quantity: 1 }],
			incoterm: "DDP",
		},
		{ method: "FDX-INTL", to: "US", lines: [{ itemCode: "SNS-IND", quantity: 12 }] },
		{ method: "FDX-PRIO", to: "NL", lines: [{ itemCode: "BRK-DSC", quantity: 12 }] },
		{ method: "FDX-FRT", to: "NL", lines: [{ itemCode: "CHN-10B", quantity: 60 }] },
		{
			method: "FDX-PRIO",
			to: "NL",
			lines: [{ itemCode: "VLV-S24", quantity: 2 }],
			costCentre: LEASED_COST_CENTRE,
		},
	],
	DE: [{ method: "FDX-INTL", to: "CH", lines: [{ itemCode: "SPR-25", quantity: 6 }] }],
	FR: [{ method: "FDX-INTL", to: "GB", lines: [{ itemCode: "FLT-HYD", quantity: 4 }] }],
	US: [
		{ method: "FDX-INTL", to: "CA", lines: [{ itemCode: "STR-12V", quantity: 1 }] },
		{ method: "FDX-LTL", to: "US", lines: [{ itemCode: "BOL-M10", quantity: 200 }] },
	],
};

/** One order of each kind, for a customer of its own. */
export function showcasePlans(admin: Administration, dice: Dice, now: number): OrderPlan[] {
	return (SHOWPIECES[admin.division.country] ?? []).map(
		({ method, to, lines, incoterm, costCentre }) => ({
			createdAt: now,
			customer: addCustomer(admin, dice, { since: admin.wallNow(), wish: { country: to } }),
			shippingMethod: method,
			lines,
			...(incoterm === undefined ? {} : { incoterm }),
			...(costCentre === undefined ? {} : { costCentre }),
		}),
	);
}
