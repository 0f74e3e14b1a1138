import type { Value } from "../value.ts";

export const frame = {
	exactToFedex: "· Exact to FedEx",
	toTheOverview: "To the overview",
	toTheConnections: "To the connections",
	request: "· request",
	thisFormWasNot:
		"This form was not made for your session, or is older than it. Go back, reload the page and send it again. Nothing was changed.",
	thisFormWasSent:
		"This form was sent from another site, so nothing was done. Open the console by its own address and send it from there.",
	thisIsNotThe: "This is not the administrator's token. It is the secret ADMIN_TOKEN.",
	logIn: "Log in",
	exactOnlineToFedex: "Exact Online to FedEx",
	youAreNotLogged:
		"You are not logged in here. Cloudflare Access checks who you are, and an administrator says under People what you may do.",
	goIn: "Go in",
	nobodyCanGetIn:
		"Nobody can get in any more? Whoever runs this Worker opens the door to ADMIN_TOKEN for an hour with",
	administratorsToken: "Administrator's token",
	theSecretAdminToken:
		"The secret ADMIN_TOKEN that this Worker was set up with. You stay logged in for 12 hours.",
	theSecretAdminTokenWhich:
		"The secret ADMIN_TOKEN, which opens the door for the hour after npm run admin:reset.",
	goInThroughCloudflare: "Go in through Cloudflare Access",
	overview: "Overview",
	inbox: "Inbox",
	charges: "Charges",
	failedWork: "Failed work",
	setUp: "Set-up",
	people: "People",
	audit: "Audit",
	skipToTheContent: "Skip to the content",
	main: "Main",
	logOut: "Log out",
	everythingIsPaused: "Everything is paused",
	since: "since",
	nothingIsReadOr: ". Nothing is read or shipped until it is resumed. Nothing is lost meanwhile.",
	resumeEverything: "Resume everything",
	youAreHereAs: (role: Value, needed: Value) =>
		`You are here as ${role}, and this takes the role ${needed}. Ask an administrator to do it, or to change your role under People.`,
	language: "Language",
	ownName: "English",
	sessionHasEnded: "The session has ended. Reload the page to log in again.",
	table: "Table:",
};
