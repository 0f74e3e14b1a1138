/** What the walk asks of Exact's simulator, and changes there as a person at Exact would. */
export type SimulatedOrder = {
	region: string;
	division: number;
	orderId: string;
	orderNumber: number;
	expected: { kind: "ready" | "not-ready" | "blocked"; why: string; lineNumbers?: number[] };
};

export async function listSimulated(origin: string, region: string): Promise<SimulatedOrder[]> {
	const response = await fetch(`${origin}/_twin/orders?region=${region}`);
	const { orders } = (await response.json()) as { orders: SimulatedOrder[] };
	return orders;
}

/** What mends an order that is blocked for that reason. */
const CURES: Record<string, unknown> = {
	"no-street": { address: { street: "Havenweg 3" } },
	"no-city": { address: { city: "Utrecht" } },
	"no-postal-code": { address: { postcode: "3511 AA", country: "NL", city: "Utrecht" } },
	"postal-code-country": { address: { postcode: "3511 AA", country: "NL", city: "Utrecht" } },
	"no-phone": { address: { phone: "+31301234567" } },
};

export function canBeCured(order: SimulatedOrder): boolean {
	return order.expected.kind === "blocked" && cureOf(order) !== undefined;
}

function cureOf({ expected }: SimulatedOrder): unknown {
	if (expected.why === "no-weight") {
		return {
			lines: expected.lineNumbers?.map((lineNumber) => ({ lineNumber, weightKg: 1.2 })) ?? [],
		};
	}
	return CURES[expected.why];
}

export async function cure(origin: string, order: SimulatedOrder): Promise<SimulatedOrder> {
	const response = await fetch(`${origin}/_twin/orders/${order.orderId}`, {
		method: "PATCH",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(cureOf(order)),
	});
	return (await response.json()) as SimulatedOrder;
}
