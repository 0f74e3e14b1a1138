import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier, OrderLine } from "../model/order.ts";
import type { Reserved } from "../model/quantities.ts";
import { costCentreOf } from "./plan-billing.ts";
import { restLines } from "./plan-lines.ts";

/** Lines that go in one shipment. `costCentre` is undefined where shipments are not made by it. */
export type LineGroup = { costCentre: string | null | undefined; lines: readonly OrderLine[] };

/**
 * What is left of an order, as shipments are to be made of it: one for all lines, or one for each cost centre in the
 * order of their first lines. No line is in two groups.
 */
export function groupLines(
	dossier: OrderDossier,
	settings: DivisionSettings,
	reserved: ReadonlyMap<string, Reserved>,
): [LineGroup, ...LineGroup[]] {
	const whole = { costCentre: undefined, lines: dossier.lines };
	if (settings.billing.costCentre !== "split") {
		return [whole];
	}
	const rest = restLines(dossier, reserved).map(({ line }) => line);
	const [first, ...others] = Array.from(Map.groupBy(rest, costCentreOf), ([costCentre, lines]) => ({
		costCentre,
		lines,
	}));
	return first === undefined ? [whole] : [first, ...others];
}
