export const WAKE_UP_KINDS = [
	"poll",
	"reconcile",
	"ship",
	"track",
	"write-back",
	"print",
	"keep-alive",
	"subscribe",
	"tell",
	"webhooks",
	"mails",
	"alerts",
	"keep",
] as const;

export type WakeUpKind = (typeof WAKE_UP_KINDS)[number];
