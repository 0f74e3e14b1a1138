import type { Texts } from "../en.ts";

export const stationScript: Texts["stationScript"] = {
	ready: "Klaar",
	printing: "{title} wordt geprint",
	printed: "geprint",
	didItComeOut: "kwam het eruit?",
	takenBack: "teruggenomen, niet geprint",
	notFetched: "Het papier kon niet worden opgehaald ({status}).",
	onlyPngAndPdf: "Een browser print alleen PNG en PDF. Haal de andere formaten van dit station af.",
	notShown: "Het papier kan niet worden getoond, en dus niet geprint.",
	notPrintedYet: "De browser wilde nog niet printen.",
	takenOver:
		"Een andere browser of agent heeft dit station overgenomen. Laad de pagina opnieuw om het terug te nemen.",
	notPaired: "Deze browser is niet meer gekoppeld.",
	tryingAgain: "Niet verbonden; er wordt opnieuw geprobeerd",
	otherTab: "Dit station is open in een ander tabblad.",
	notReached: "De connector is niet bereikbaar. Probeer het opnieuw.",
};
