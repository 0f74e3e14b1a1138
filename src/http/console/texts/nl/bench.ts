import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const bench: Texts["bench"] = {
	itsLabelIsMade: "Het label wordt nu gemaakt en verschijnt hier.",
	itIsReadAgain:
		"De order wordt opnieuw gelezen; is het opgelost, dan wordt het label gemaakt en verschijnt het hier.",
	orderDoesNotShip: (number: Value, why: Value) =>
		`Order ${number} wordt nu niet verzonden. ${why}`,
	itsLabelIsMadeAlready: "Het label is al gemaakt en staat hier.",
	itShipsIn: (boxes: Value, comes: Value) => `Dit gaat weg in ${boxes}. ${comes}`,
	nothingWasScanned: "Er is niets gescand.",
	aPackageWeighsMore: (kilos: Value, scanned: Value) =>
		`Een pakket weegt meer dan niets en hoogstens ${kilos} kg, en er is "${scanned}" gescand. Weeg het opnieuw.`,
	theWeightOfWhat: (type: Value) =>
		`Het gewicht van wat in ${type} gaat is niet bekend. Weeg het en vul het gewicht in.`,
	theShipment: "de zending",
	order: (number: Value) => `Order ${number}`,
	noCustomersName: "Geen klantnaam",
	packItThenAccept: "Pak de order in en accepteer het plan of vul de dozen in.",
	theLabelIsBeing: "Het label wordt gemaakt…",
	theLabelIsReady: "Het label is klaar.",
	itCantShipYet: "Dit kan nog niet weg.",
	nothingIsLeftTo: "Er valt niets meer in te pakken.",
	lookAtTheShipment: "Bekijk de zending",
	isInTheBox: "Zit in de doos",
	goesIntoTheBox: "Gaat in de doos",
	item: "Artikel",
	boxes: "Dozen",
	noPlanStandsYet: "Er is nog geen plan.",
	aReleaseLeftIt: "Een vrijgave liet deze order weg; vanaf hier kan hij toch verzonden worden.",
	acceptThePlan: "Plan accepteren",
	shipInTheseBoxes: "Verzenden in deze dozen",
	nothingIsKnownOf: "Niets bekend over “",
	scanTheOrdersNumber:
		"Scan het ordernummer op de pakbon. Een nieuwe order staat hier na de volgende leesronde van de administratie.",
	whichOne: "Welke?",
	scanAnOrderTo:
		"Scan een order en zie wat er in de doos gaat. Scan je hem nog een keer, dan gaat hij weg zoals gepland en wordt het label gemaakt.",
	divisionThatThisTable: "Administratie waarvoor deze tafel pakt",
	thisTablePacksFor: "Deze tafel pakt voor",
	allDivisions: "alle administraties",
	scanOrTypeAn: "Scan of typ een order",
	scan: "Scan",
	go: "Ga",
	theSameOrderAgain: "Dezelfde order nog eens verzendt hem zoals gepland. Met een gewicht zoals",
	shipsItInOne:
		"gaat hij weg in één doos van dat gewicht, met een dooscode in zo'n doos. Al het andere opent die order.",
};
