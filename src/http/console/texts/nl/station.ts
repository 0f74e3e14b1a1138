import type { Texts } from "../en.ts";

export const station: Texts["station"] = {
	printStationExactTo: "Printstation · Exact naar FedEx",
	printStation: "Printstation",
	makeAPairingCode: "Maak een koppelcode op de pagina",
	andTypeItHere:
		"van de console en typ hem hier. Deze browser print daarna wat voor dat station komt.",
	pairThisBrowser: "Deze browser koppelen",
	connecting: "Verbinden…",
	lastPapers: "Laatste papieren",
	papersPrintWithoutA: "Papieren worden alleen zonder vraag geprint als Chromium draait met",
	keepThisPageOpen: ". Laat deze pagina open.",
	aPrintStationNeeds: "Een printstation heeft zijn script nodig.",
};
