import type { Problem } from "../../lib/errors.ts";

export const ORDER_DELETED: Problem = {
	code: "order.deleted",
	field: "Sales order",
	message: "The order was deleted in Exact.",
	remedy: "Nothing, if that is right; else enter it again.",
};

/** Its label is made once it stands packed: until then it is ready, and says what it waits for. */
export const WAITS_FOR_BENCH: Problem = {
	code: "order.waits_for_bench",
	field: "Packing › Wait for the pack bench",
	message: "The order waits to be packed; its label is made then.",
	remedy: "Scan it at the pack bench and accept the plan or enter its boxes.",
};

/** A shipment that went out once and came back unsent can be left out by a later release. */
export const HELD_BACK: Problem = {
	code: "order.held_back",
	field: "Release",
	message: "The last release left this order out.",
	remedy: "Ship it from the list of orders, or tick it in the next release.",
};
