import type { Problem } from "../../lib/errors.ts";
import type { ShipmentStatus } from "../../shipping/model/shipment-states.ts";

type Looked = {
	status: ShipmentStatus;
	reason: Problem | null;
	attempts: readonly { number: number; lookFailures: number; lookDueAt: number | null }[];
};

/**
 * Why a shipment rests while FedEx is asked about its latest attempt: nothing else of it says that FedEx can't be
 * reached, nor when it is asked again.
 */
export function lookReason({ status, reason, attempts }: Looked): Problem | null {
	const attempt = attempts.toSorted((left, right) => right.number - left.number)[0];
	if ((status !== "voiding" && status !== "unknown") || attempt === undefined) {
		return reason;
	}
	const { lookFailures, lookDueAt } = attempt;
	if (lookFailures === 0 && status === "unknown") {
		return reason;
	}
	const what =
		status === "voiding"
			? "FedEx is asked to cancel the label, which counts as void once that is seen."
			: (reason?.message ?? "It is not known whether FedEx made a label.");
	const failed = `FedEx could not be asked, ${lookFailures} times in a row.`;
	const next =
		lookDueAt === null ? "" : ` Next at ${new Date(lookDueAt).toISOString().slice(0, 16)}Z.`;
	return {
		code: lookFailures === 0 ? "shipment.void_asked" : "shipment.look_failed",
		field: "",
		message: `${what}${lookFailures === 0 ? "" : ` ${failed}`}${next}`,
		remedy:
			lookFailures === 0
				? "Nothing to do: it goes on by itself."
				: "It is tried again by itself. If it stays, check the FedEx account's credentials, of which looking needs those for Track.",
	};
}
