import type { Texts } from "../en.ts";

export const customs: Texts["customs"] = {
	forGoodsThatLeave:
		"Voor goederen die het douanegebied verlaten. Wat het zijn, komt van elk artikel in Exact.",
	countryOfOrigin: "Land van oorsprong",
	forItemsWhoseMain:
		"Voor artikelen waarvan de hoofdleverancier in Exact het niet zegt; leeg blokkeert zo'n order.",
	purpose: "Doel",
	sold: "verkocht",
	aGift: "een geschenk",
	aSample: "een monster",
	forRepairOrBack: "voor reparatie, of ervan terug",
	notSold: "niet verkocht",
	personalEffects: "persoonlijke goederen",
	incoterm: "Incoterm",
	forOrdersWithoutOne:
		"Voor orders zonder. Onder DDP betaal jij de rechten, onder alle andere de ontvanger.",
	linesWithoutAPrice: "Regels zonder prijs",
	blockTheOrderUntil: "blokkeren de order tot ze er een hebben",
	areDeclaredAtThe: "worden aangegeven met de waarde hieronder",
	arePartsOfThe: "zijn delen van de set in de regel erboven",
	valueOfOnePiece: "Waarde van één stuk zonder prijs",
	inTheOrdersCurrency: "In de valuta van de order.",
	eoriNumber: "EORI-nummer",
	vatNumber: "Btw-nummer",
	iossNumber: "IOSS-nummer",
	forSmallConsignmentsFrom: "Voor kleine zendingen van buiten naar de Europese Unie.",
	theAccountSendsIts: "Het account stuurt zijn handelsdocumenten elektronisch",
	fedexMustHaveEnabled:
		"FedEx moet dit hebben aangezet. Pakketten met een latere verzenddatum hebben de factuur op papier.",
};
