import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const setUp: Texts["setUp"] = {
	triedInShadow: "Geprobeerd in de schaduw",
	mapped: "Ingericht",
	noFedexAccount: "Geen FedEx-account",
	readBySchedule: "Gelezen volgens schema",
	last: "laatst",
	neverYet: "nog nooit",
	readyRuleAndWhat: "Gereedregel, en wat die nu oplevert",
	shownOnceItWas: "Te zien zodra er gelezen is.",
	ready: "klaar",
	notReady: "niet klaar,",
	blocked: "geblokkeerd",
	leftOutByA: (count: Value) => `, ${count} weggelaten bij een vrijgave`,
	theRule: "De regel",
	theOrders: "De orders",
	thePreview: "Het voorbeeld",
	optionalEverythingIsPlanned:
		"Niet verplicht: alles wordt gepland alsof het live is, en niets gekocht. Begin ermee vanuit het voorbeeld, of ga meteen live.",
	everythingIsPlannedAs: "Alles wordt gepland alsof het live is.",
	live: "Live",
	whatIsReadyBecomes: "Wat klaar is, wordt vanzelf een label.",
	previewAndGoLive: "Bekijk het voorbeeld en ga live",
	allOfItIs: "Alles is ingericht. Kom hier terug voor nog een administratie of account.",
	eachStepLeadsTo:
		"Elke stap leidt naar zijn pagina, en deze lijst laat zien wat af is en wat de volgende stap is.",
	setUp: "Inrichting",
	connectExactOnline: "Verbind met Exact Online",
	oneConnectionForEach:
		"Eén koppeling per landensite: registreer een app bij Exact, vul die hier in en geef toestemming.",
	anotherConnection: "Nog een koppeling",
	addAFedexAccount: "Voeg een FedEx-account toe",
	withItsNumberAnd:
		"Met het nummer en de gegevens van zijn Ship- en Track-project. De controle vraagt FedEx meteen of het ze accepteert.",
	checkNow: "Nu controleren",
	checkNowTheCredentials: (name: Value) => `Nu controleren: de gegevens van ${name}`,
	anotherAccount: "Nog een account",
	chooseAndMapDivisions: "Kies administraties en richt ze in",
	theyAreFoundWhen: "Ze worden gevonden zodra Exact verbonden is.",
	ofDivisionsAreMapped: (used: Value, all: Value) =>
		`${used} van ${all} administraties zijn ingericht: een FedEx-account, het afzendadres, services, dozen, de gereedregel en het schema.`,
	lookAtThePreview: "Bekijk het voorbeeld en ga live",
	ofMappedDivisionsAre: (live: Value, used: Value) =>
		`${live} van ${used} ingerichte administraties zijn live.`,
	aMappedDivisionIs:
		"Een ingerichte administratie staat in de wacht: er wordt gelezen, en het voorbeeld toont wat er zou worden verzonden. Schaduw plant alles en koopt niets.",
	notInUse: (count: Value) => `Niet in gebruik: ${count}`,
	nothingOfTheseIs: "Hiervan wordt niets gelezen. Richt er een in om te beginnen.",
	map: "Inrichten:",
	done: "klaar",
	next: "nu",
	later: "later",
};
