export const ORDER_STATES = [
	"new",
	"not_ready",
	"ready",
	"blocked",
	"reserved",
	"held_back",
	"deleted",
] as const;

export type OrderState = (typeof ORDER_STATES)[number];
