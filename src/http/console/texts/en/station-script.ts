/** What the script of a station says; it fills in what stands in braces. */
export const stationScript = {
	ready: "Ready",
	printing: "Printing {title}",
	printed: "printed",
	didItComeOut: "did it come out?",
	takenBack: "taken back, not printed",
	notFetched: "The paper could not be fetched ({status}).",
	onlyPngAndPdf: "A browser prints PNG and PDF only. Take the other formats from this station.",
	notShown: "The paper can't be shown, so it can't be printed.",
	notPrintedYet: "The browser would not print yet.",
	takenOver: "Another browser or agent took over this station. Reload to take it back.",
	notPaired: "This browser is not paired any more.",
	tryingAgain: "Not connected; trying again",
	otherTab: "This station is open in another tab.",
	notReached: "The connector could not be reached. Try again.",
};
