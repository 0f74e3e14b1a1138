import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const shipments: Texts["shipments"] = {
	nothingWasTickedTick: "Er is niets aangevinkt. Vink minstens één zending aan.",
	tickAtMostShipments: (most: Value) => `Vink hoogstens ${most} zendingen aan.`,
	ofAreDueAgain: (done: Value, all: Value) => `${done} van ${all} staan weer klaar.`,
	theOthersAreNeither:
		"De andere zijn niet mislukt en niet geblokkeerd door iets dat in Exact wordt opgelost; open er een om te zien wat er kan.",
	itHasNoPackages: "Er zijn nog geen pakketten.",
	noneYet: "Nog geen.",
	noneYetTheyAre: "Nog geen: ze worden genomen bij het plannen.",
	noScanYet: "Nog geen scan.",
	fedexWasNotAsked: "FedEx is nog niet gevraagd.",
	no: "Nr.",
	reference: "Referentie",
	atFedex: "Bij FedEx",
	ended: "Geëindigd",
	order: (number: Value) => `Order ${number}`,
	attemptsAtFedex: "Pogingen bij FedEx",
	auditTrail: "Logboek",
	nothingIsRecordedYet: "Er is nog niets vastgelegd.",
	theShipmentIs: (state: Value, why: Value) => `De zending is ${state}. ${why}`,
	wayBackOf: "Retour van",
	theShipmentOut: "de heenzending",
	charge: "Kosten",
	fedexTransaction: "FedEx-transactie",
	nothingToWriteYet: "nog niets te schrijven",
	written: "Geschreven",
	voidTheLabel: "Label annuleren",
	nobodyCanPrintIt:
		"Niemand kan het meer printen, en FedEx krijgt de vraag het te annuleren. De order wordt niet vanzelf opnieuw verzonden.",
	voidAndMakeAnother: "Annuleren en een nieuw label",
	theSameAndThen: "Hetzelfde, en daarna een nieuw label met wat de order in Exact dan zegt.",
	makeAReturnLabel: "Retourlabel maken",
	buysALabelWith:
		"Koopt een label waarmee de ontvanger de goederen terugstuurt, als eigen zending. Een label nog eens printen? Open het hieronder: dat koopt niets.",
	makeAnotherLabel: "Nieuw label maken",
	plansTheShipmentAgain: "Plant de zending opnieuw met wat de order in Exact nu zegt.",
	makesItDueAgain:
		"Zet de zending weer klaar met al haar pogingen. Wat naar FedEx ging, wordt nooit herhaald.",
	looksTheOtherLabel: "Zoekt het andere label opnieuw op bij FedEx.",
	writesTheDocumentTo: "Schrijft het document nog een keer naar Exact.",
	looksTheLabelUp:
		"Zoekt het label opnieuw op bij FedEx; de zending gaat verder zodra het geannuleerd blijkt.",
	hasAnotherLabelMade:
		"Laat een ander label maken. Een kwijtgeraakt label dat later opduikt, wordt vanzelf geannuleerd.",
	readsTheOrderAgain: "Leest de order opnieuw en plant haar met wat Exact nu zegt.",
	itIsDueAgain: "De zending staat weer klaar. Wat ervan komt, verschijnt hier vanzelf.",
	itsLabelIsWorthless: "Het label is nu waardeloos, en FedEx krijgt de vraag het te annuleren.",
	anotherLabelIsMade: "Er komt een nieuw label zodra FedEx dit heeft geannuleerd.",
	aReturnLabelIs: (id: Value) =>
		`Er wordt een retourlabel gemaakt: zending ${id}, in de lijst van zendingen.`,
	theLinkThatThe: "De link die de klant had, opent niets meer. De nieuwe staat hieronder.",
	itDoesNotSay: "Er staat niet bij wat er is besloten.",
	useTheButtonsOf: "Gebruik de knoppen op de pagina van de zending.",
	noLabelWasTicked: "Er is geen label aangevinkt. Vink minstens één zending aan.",
	orderTrackingNumberCustomer: "order, trackingnummer, klant",
	decision: "Besluit",
	suchAsFedexPriority: "zoals FEDEX_PRIORITY",
	beganFrom: "Gestart vanaf",
	to: "tot en met",
	theListChangedShipments: (count: Value) =>
		`De lijst is veranderd; ${count} zendingen op deze pagina.`,
	noShipmentMatches: "Geen zending gevonden.",
	tickAllOfThis: "Alles op deze pagina aanvinken",
	leaves: "Vertrekt",
	withTheirLabelsFor: "met hun retourlabels",
	printTheTickedLabels: "Aangevinkte labels printen als één PDF",
	doTheTickedAgain: "Aangevinkte opnieuw doen",
	labelsComeInThe:
		"Labels komen in de volgorde van deze lijst; heeft er een geen PDF, dan wordt die genoemd en wordt er niets gemaakt. Wat geblokkeerd of mislukt is, wordt opnieuw gedaan; de andere aangevinkte blijven met rust.",
	shipmentOfOrder: (number: Value) => `Zending van order ${number}`,
	proofFetch: "Afleverbewijs ophalen",
	proofFetchDoes:
		"Vraagt FedEx om het papier met de handtekening van de ontvanger, bewaart het hier en voegt het bij het document in Exact.",
	proofFetched:
		"Het afleverbewijs staat bij de documenten, en gaat naar Exact als de zending daar een document heeft.",
};
