import type { Value } from "../value.ts";

export const setUp = {
	triedInShadow: "Tried in shadow",
	mapped: "Mapped",
	noFedexAccount: "No FedEx account",
	readBySchedule: "Read by schedule",
	last: "last",
	neverYet: "never yet",
	readyRuleAndWhat: "Ready rule, and what it takes right now",
	shownOnceItWas: "Shown once it was read.",
	ready: "ready",
	notReady: "not ready,",
	blocked: "blocked",
	leftOutByA: (count: Value) => `, ${count} left out by a release`,
	theRule: "The rule",
	theOrders: "The orders",
	thePreview: "The preview",
	optionalEverythingIsPlanned:
		"Optional: everything is planned as if it were live, and nothing is bought. Begin it from the preview, or go live at once.",
	everythingIsPlannedAs: "Everything is planned as if it were live.",
	live: "Live",
	whatIsReadyBecomes: "What is ready becomes a label by itself.",
	previewAndGoLive: "Preview and go live",
	allOfItIs: "All of it is set up. Come back here for another division or account.",
	eachStepLeadsTo:
		"Each step leads to its page, and this list shows what is done and what is next.",
	setUp: "Set-up",
	connectExactOnline: "Connect Exact Online",
	oneConnectionForEach:
		"One connection for each country site: register an app at Exact, enter it here and consent.",
	anotherConnection: "Another connection",
	addAFedexAccount: "Add a FedEx account",
	withItsNumberAnd:
		"With its number and the credentials of its Ship and Track projects. The check asks FedEx at once whether it takes them.",
	checkNow: "Check now",
	checkNowTheCredentials: (name: Value) => `Check now: the credentials of ${name}`,
	anotherAccount: "Another account",
	chooseAndMapDivisions: "Choose and map divisions",
	theyAreFoundWhen: "They are found when Exact is connected.",
	ofDivisionsAreMapped: (used: Value, all: Value) =>
		`${used} of ${all} divisions are mapped: a FedEx account, the address it ships from, services, boxes, the ready rule and the schedule.`,
	lookAtThePreview: "Look at the preview, and go live",
	ofMappedDivisionsAre: (live: Value, used: Value) =>
		`${live} of ${used} mapped divisions are live.`,
	aMappedDivisionIs:
		"A mapped division is on hold: it is read, and its preview shows what would ship. Shadow plans all of it and buys nothing.",
	notInUse: (count: Value) => `Not in use: ${count}`,
	nothingOfTheseIs: "Nothing of these is read. Map one to begin with it.",
	map: "Map",
	done: "done",
	next: "next",
	later: "later",
};
