export const WAKE_UP_KINDS = [
	"poll",
	"reconcile",
	"ship",
	"track",
	"write-back",
	"keep-alive",
	"subscribe",
] as const;

export type WakeUpKind = (typeof WAKE_UP_KINDS)[number];
