import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const accounts: Texts["accounts"] = {
	productionRealLabelsThat: "productie: echte labels die geld kosten",
	sandboxLabelsMarkedTest: "sandbox: labels met de tekst TEST",
	theProjectWithThe: "Het project met de Ship API: dat maakt de labels.",
	fedexKeepsTrackingIn:
		"FedEx heeft voor tracking een eigen project. Je hebt het nodig om live te gaan: een zending waarvan het antwoord kwijt is, wordt ermee opgezocht.",
	onlyForLessThan:
		"Alleen voor LTL-vracht in de Verenigde Staten, Canada en Mexico: FedEx Freight heeft een eigen project. Laat anders beide leeg.",
	newFedexAccount: "Nieuw FedEx-account",
	nineDigits: "Negen cijfers.",
	apiKey: "API key",
	secretKey: "Secret key",
	addTheAccount: "Account toevoegen",
	wasAddedCheckIt: (name: Value) =>
		`${name} is toegevoegd. Controleer het voordat een administratie ermee verzendt.`,
	isPaused: (name: Value) => `${name} is gepauzeerd.`,
	shipsAgain: (name: Value) => `${name} verzendt weer.`,
	fedexAcceptsAllOf: "FedEx accepteert alle gegevens.",
	accepted: "geaccepteerd",
	notAccepted: "niet geaccepteerd",
	aFedexAccountIs:
		"Een FedEx-account is waar de labels mee betaald worden. Voeg er een toe om te beginnen.",
	suspended: "Geblokkeerd",
	since: "sinds",
	triedAgainAt: "· weer geprobeerd om",
	shipmentsWaitUntilIt: "; zendingen wachten tot het voorbij is, er gaat niets verloren.",
	checkTheCredentials: "Gegevens controleren",
	asksFedexWhetherIt:
		"Vraagt FedEx of het de gegevens van Ship, Track en, als die er zijn, Freight accepteert. Er wordt niets verzonden.",
	pauseThisAccount: "Dit account pauzeren",
	noLabelIsMade: "Er wordt geen label mee gemaakt tot je hervat. De zendingen wachten.",
	resumeThisAccount: "Dit account hervatten",
	itsShipmentsThatWait: "De zendingen die wachten worden nu gemaakt.",
	fedexRefusesCredentialsOf: (projects: Value) =>
		`FedEx accepteert de gegevens van ${projects} niet.`,
	and: " en ",
	credentialsOf: (project: Value) => `Gegevens van ${project}`,
	push: "Push van FedEx",
	pushOff:
		"FedEx krijgt de vraag waar de pakketten zijn. Accounts in de Verenigde Staten die voor de push van FedEx betalen, horen het binnen enkele minuten.",
	pushOn: "FedEx meldt het zelf. Navragen blijft het vangnet.",
	pushHeardLast: "Laatst gehoord",
	pushNothingHeard: "nog niets",
	pushAddress: "Adres voor het portaal van FedEx",
	pushAdministratorOnly: "Een beheerder kan dit instellen.",
	pushToken: "Security token",
	pushOtherToken: "Ander security token",
	pushTokenHint:
		"Hetzelfde als in het portaal van FedEx: 26 tot 100 tekens, met een hoofdletter, een kleine letter en een cijfer.",
	pushTokenNotSaved: "Het security token is niet opgeslagen.",
	pushHear: "Naar de push luisteren",
	pushReplaceToken: "Token vervangen",
	pushHeard:
		"Vanaf nu wordt naar de push van FedEx geluisterd. Navragen gaat door, langzamer zodra de push werkt.",
	pushEnd: "Niet meer luisteren",
	pushEndDoes: "Wat FedEx pusht, wordt dan geweigerd. Navragen gaat door in het gewone tempo.",
	pushEnded:
		"Naar de push van FedEx wordt niet meer geluisterd. Navragen gaat door in het gewone tempo.",
};
