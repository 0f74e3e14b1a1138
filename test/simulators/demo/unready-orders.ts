import type { Administration } from "../exact/state/administration.ts";
import type { Dice } from "./dice.ts";
import { CANCELLED, COMPLETE, type OrderPlan } from "./orders.ts";
import { readyPlan } from "./ready-orders.ts";

type Change = (admin: Administration) => Partial<OrderPlan>;

const CHANGES: Change[] = [
	() => ({ approvalStatus: 0 }),
	() => ({ status: COMPLETE }),
	() => ({ status: CANCELLED }),
	() => ({ shippingMethod: "PICKUP" }),
	(admin) => ({ shippingMethod: admin.division.country === "US" ? "PICKUP" : "OWN" }),
	() => ({ deliveryInDays: 24 }),
];

/** Orders that are nobody's parcel yet, or never: kind `turn` of those there are. */
export function unreadyPlan(
	admin: Administration,
	dice: Dice,
	{ createdAt, turn }: { createdAt: number; turn: number },
): OrderPlan {
	const change = CHANGES[turn % CHANGES.length];
	return { ...readyPlan(admin, dice, createdAt), ...change?.(admin) };
}
