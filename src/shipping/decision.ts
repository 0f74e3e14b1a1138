/** Something that only a person can decide; the shipment goes on as it is until then. */
export type Decision = {
	/** `order.cancelled_after_label`, `order.readdressed_after_label`, `order.raised_after_label`, ... */
	code: string;
	message: string;
	/** What the person may do about it. */
	remedy: string;
	/** When it came up. */
	at: number;
};
