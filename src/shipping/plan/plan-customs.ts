import type { Problem } from "../../lib/errors.ts";
import { laneOf } from "../model/lanes.ts";
import type { CustomsPlan } from "../model/shipment-plan.ts";

/** Customs data (origin, value, purpose) is not collected yet, and a label without it would be refused. */
export function planCustoms(
	from: string,
	to: string | null,
	problems: Problem[],
): CustomsPlan | null {
	if (to !== null && laneOf(from, to) === "international") {
		problems.push({
			code: "lane.customs_needed",
			field: "Delivery address › Country",
			message: `A parcel from ${from} to ${to} crosses a customs border, which is not supported.`,
			remedy: "Ship this order by hand, or choose a delivery address inside the customs area.",
		});
	}
	return null;
}
