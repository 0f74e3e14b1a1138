const STATUS_TEXTS: Record<number, string> = {
	12: "Open",
	20: "Partial",
	21: "Complete",
	45: "Cancelled",
};

const APPROVAL_TEXTS: Record<number, string> = {
	0: "Awaiting approval",
	1: "Automatically approved",
	2: "Approved",
};

export function statusText(status: number): string | null {
	return STATUS_TEXTS[status] ?? null;
}

export function approvalText(status: number): string | null {
	return APPROVAL_TEXTS[status] ?? null;
}
