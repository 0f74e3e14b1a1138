import type { Problem } from "../../lib/errors.ts";

/** Why a goods delivery is not booked by us. */
export const LABEL_GONE: Problem = {
	code: "write_back.label_gone",
	field: "",
	message: "The label was taken back before its goods delivery was booked.",
	remedy: "Nothing is to be done.",
};

export const BOOKED_BY_HAND: Problem = {
	code: "write_back.booked_by_hand",
	field: "Order line › Quantity delivered",
	message: "Exact counts goods of this shipment as delivered already, or its lines are gone.",
	remedy:
		"Nothing is to be done where a person booked them; otherwise book the goods delivery in Exact.",
};
