export type Status = {
	now: string;
	orders: { today: number };
	shipments: Record<"planned" | "creating" | "labelled" | "blocked" | "unknown" | "failed", number>;
	writeBacks: { pending: number; written: number; failed: number };
	due: { nextAt: string | null; leasedUntil: string | null; now: number };
};
