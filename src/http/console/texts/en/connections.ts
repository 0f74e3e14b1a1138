import type { Value } from "../value.ts";

export const connections = {
	newConnection: "New connection",
	firstRegisterAnApp:
		"First register an app in Exact's App Center, at the country site the company uses. Enter this redirect URI there, letter by letter: Exact sends the answer of the consent to no other address.",
	asYouWantTo: "As you want to see it here, for instance the company's.",
	clientId: "Client id",
	clientSecret: "Client secret",
	giveSecretAgain: "Give the client secret again",
	whenSecretAgain:
		"After a backup was restored, because no backup has it, or when Exact made another one. Then connect.",
	secretIsKept: "The client secret is kept.",
	webhookSecret: "Webhook secret",
	fromTheSameRegistration:
		"From the same registration. With it Exact signs what it sends here. All three are kept encrypted and never shown again.",
	makeTheConnection: "Make the connection",
	wasMadeRegisterIts: (name: Value) =>
		`${name} was made. Register its redirect URI in Exact, then connect it.`,
	wasDeleted: (name: Value) => `${name} was deleted.`,
	aConnectionIsOne:
		"A connection is one consent at one country site of Exact Online. Make one to begin.",
	user: "User",
	grantEnds: "Grant ends",
	connectToExact: "Connect to Exact",
	reconnectToExact: "Reconnect to Exact",
	userWhoConsented: "User who consented",
	nobodyYet: "nobody yet",
	redirectUri: "Redirect URI",
	webhookAddress: "Webhook address",
	enterTheRedirectUri:
		"Enter the redirect URI in the app registration in Exact's App Center, letter by letter: Exact sends its answer nowhere else. Then connect; Exact asks its user for consent and comes back here.",
	theGrantIsRenewed:
		"The grant is renewed by itself every day. Reconnect when it ended, or when the user may enter other divisions than before; consent as the same user.",
	theyAreListedHere: "They are listed here once the connection is made.",
	deleteWord: "Delete",
	deleteThisConnection: "Delete this connection",
	forgetsTheGrantThe:
		"Forgets the grant, the app's secrets and the divisions. Only possible while all its divisions are off.",
};
