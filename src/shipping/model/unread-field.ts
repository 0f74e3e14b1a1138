/** A field of Exact that could not be read, by the name that its API has for it. */
export type UnreadField = {
	feed: "order-headers" | "order-lines" | "deliveries" | "delivery-lines";
	field: string;
};
