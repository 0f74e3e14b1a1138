import type { Value } from "../value.ts";

/** What each way of writing to Exact costs of its calls. */
export const writeCosts = {
	title: "What writing to Exact costs",
	busiestDay: (days: Value, labels: Value, reads: Value) =>
		`On the busiest of the last ${days} days there were ${labels} labels, and reading takes up to ${reads} calls a day.`,
	measured: (milestones: Value, news: Value) =>
		`A shipment that arrived had ${milestones} milestones, and ${news} looks told something new.`,
	notMeasured: "Nothing has arrived yet, so usual numbers of scans are taken.",
	allowance: (division: Value, licence: Value) =>
		`Exact allows a division ${division} calls a day, and a licence ${licence} over all its divisions and apps.`,
	what: "What is written",
	labelAttached: "Label attached",
	callsEach: "Calls a shipment",
	callsThatDay: "Calls that day",
	ofDay: "Of the day",
	ofLicence: "Of the licence",
	dayEndsAt: "Day ends at labels",
	licenceEndsAt: "Licence ends at labels",
	endState: "The label and the end",
	milestones: "The milestones",
	everyScan: "Every scan",
	chosen: (policy: Value) => `${policy} (now)`,
	tooMuch: (share: Value) => `${share}: too much`,
};
