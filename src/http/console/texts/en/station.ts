export const station = {
	printStationExactTo: "Print station · Exact to FedEx",
	printStation: "Print station",
	makeAPairingCode: "Make a pairing code on the console's page",
	andTypeItHere: "and type it here. This browser then prints what comes for that station.",
	pairThisBrowser: "Pair this browser",
	connecting: "Connecting…",
	lastPapers: "Last papers",
	papersPrintWithoutA: "Papers print without a question only where Chromium runs with",
	keepThisPageOpen: ". Keep this page open.",
	aPrintStationNeeds: "A print station needs its script.",
};
