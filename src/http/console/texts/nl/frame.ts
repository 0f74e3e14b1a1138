import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const frame: Texts["frame"] = {
	exactToFedex: "· Exact naar FedEx",
	toTheOverview: "Naar het overzicht",
	toTheConnections: "Naar de koppelingen",
	request: "· verzoek",
	thisFormWasNot:
		"Dit formulier is niet voor jouw sessie gemaakt, of is ouder dan je sessie. Ga terug, laad de pagina opnieuw en verstuur het nog eens. Er is niets gewijzigd.",
	thisFormWasSent:
		"Dit formulier kwam van een andere site, dus er is niets gedaan. Open de console op haar eigen adres en verstuur het vandaar.",
	thisIsNotThe: "Dit is niet het token van de beheerder. Dat is het geheim ADMIN_TOKEN.",
	logIn: "Inloggen",
	exactOnlineToFedex: "Exact Online naar FedEx",
	youAreNotLogged:
		"Je bent hier niet ingelogd. Cloudflare Access controleert wie je bent, en een beheerder bepaalt onder Gebruikers wat je mag.",
	goIn: "Naar binnen",
	nobodyCanGetIn:
		"Kan er niemand meer in? Wie deze Worker beheert, opent de deur voor ADMIN_TOKEN een uur lang met",
	administratorsToken: "Token van de beheerder",
	theSecretAdminToken:
		"Het geheim ADMIN_TOKEN waarmee deze Worker is ingericht. Je blijft 12 uur ingelogd.",
	theSecretAdminTokenWhich:
		"Het geheim ADMIN_TOKEN, dat de deur opent in het uur na npm run admin:reset.",
	goInThroughCloudflare: "Naar binnen via Cloudflare Access",
	overview: "Overzicht",
	inbox: "Inbox",
	charges: "Kosten",
	failedWork: "Mislukt werk",
	setUp: "Inrichting",
	people: "Gebruikers",
	audit: "Logboek",
	skipToTheContent: "Naar de inhoud",
	main: "Hoofdmenu",
	logOut: "Uitloggen",
	everythingIsPaused: "Alles is gepauzeerd",
	since: "sinds",
	nothingIsReadOr:
		". Er wordt niets gelezen of verzonden tot je hervat. Intussen gaat niets verloren.",
	resumeEverything: "Alles hervatten",
	youAreHereAs: (role: Value, needed: Value) =>
		`Je bent hier als ${role}, en hiervoor is de rol ${needed} nodig. Vraag een beheerder het te doen, of je rol te wijzigen onder Gebruikers.`,
	language: "Taal",
	ownName: "Nederlands",
	sessionHasEnded: "De sessie is beëindigd. Laad de pagina opnieuw om in te loggen.",
	table: "Tabel:",
};
