import type { DivisionSettings } from "../model/division-settings.ts";
import type { Payor, PlannedLine } from "../model/shipment-plan.ts";

/** Which cost centre bears the shipment, and who pays FedEx for it. */
export function planBilling(
	lines: readonly PlannedLine[],
	_settings: DivisionSettings,
): { costCentre: string | null; transport: Payor } {
	const costCentre = lines.find((line) => line.costCentre !== null)?.costCentre ?? null;
	return { costCentre, transport: { by: "sender" } };
}
