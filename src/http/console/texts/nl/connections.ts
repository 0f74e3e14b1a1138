import type { Texts } from "../en.ts";
import type { Value } from "../value.ts";

export const connections: Texts["connections"] = {
	newConnection: "Nieuwe koppeling",
	firstRegisterAnApp:
		"Registreer eerst een app in het App Center van Exact, op de landensite van het bedrijf. Vul daar deze redirect-URI in, letter voor letter: Exact stuurt het antwoord op de toestemming naar geen ander adres.",
	asYouWantTo: "Zoals je hem hier wilt zien, bijvoorbeeld de naam van het bedrijf.",
	clientId: "Client-id",
	clientSecret: "Client secret",
	giveSecretAgain: "Het clientgeheim opnieuw opgeven",
	whenSecretAgain:
		"Nadat een back-up is teruggezet, want die bevat het niet, of als Exact een ander heeft gemaakt. Maak daarna verbinding.",
	secretIsKept: "Het clientgeheim is opgeslagen.",
	webhookSecret: "Webhook secret",
	fromTheSameRegistration:
		"Uit dezelfde registratie. Exact ondertekent hiermee wat het hierheen stuurt. Alle drie worden versleuteld bewaard en nooit meer getoond.",
	makeTheConnection: "Koppeling maken",
	wasMadeRegisterIts: (name: Value) =>
		`${name} is gemaakt. Registreer de redirect-URI in Exact en verbind daarna.`,
	wasDeleted: (name: Value) => `${name} is verwijderd.`,
	aConnectionIsOne:
		"Een koppeling is één toestemming op één landensite van Exact Online. Maak er een om te beginnen.",
	user: "Gebruiker",
	grantEnds: "Toestemming eindigt",
	connectToExact: "Verbinden met Exact",
	reconnectToExact: "Opnieuw verbinden met Exact",
	userWhoConsented: "Gebruiker die toestemming gaf",
	nobodyYet: "nog niemand",
	redirectUri: "Redirect-URI",
	webhookAddress: "Webhookadres",
	enterTheRedirectUri:
		"Vul de redirect-URI in bij de appregistratie in het App Center van Exact, letter voor letter: Exact stuurt zijn antwoord nergens anders heen. Verbind daarna; Exact vraagt zijn gebruiker om toestemming en komt hier terug.",
	theGrantIsRenewed:
		"De toestemming wordt elke dag vanzelf verlengd. Verbind opnieuw als ze is verlopen, of als de gebruiker in andere administraties mag dan eerst; geef toestemming als dezelfde gebruiker.",
	theyAreListedHere: "Ze staan hier zodra de koppeling verbonden is.",
	deleteWord: "Verwijderen",
	deleteThisConnection: "Deze koppeling verwijderen",
	forgetsTheGrantThe:
		"Vergeet de toestemming, de geheimen van de app en de administraties. Kan alleen als al haar administraties uit staan.",
};
