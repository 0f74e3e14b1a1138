import type { Scan } from "./travel-plan.ts";

/** Codes that stand for a wider state, and the words FedEx shows for that state. */
const DERIVED: Record<string, { code: string; status: string }> = {
	OC: { code: "IN", status: "Label created" },
	PU: { code: "PU", status: "Picked up" },
	DP: { code: "IT", status: "In transit" },
	AR: { code: "IT", status: "In transit" },
	CC: { code: "IT", status: "In transit" },
	OD: { code: "OD", status: "Out for delivery" },
	DE: { code: "DE", status: "Delivery exception" },
	RS: { code: "RS", status: "Return to sender" },
	DL: { code: "DL", status: "Delivered" },
	CA: { code: "CA", status: "Cancelled" },
};

export function derivedStateOf(scan: Scan): { code: string; status: string } {
	return DERIVED[scan.code] ?? { code: scan.code, status: scan.description };
}
