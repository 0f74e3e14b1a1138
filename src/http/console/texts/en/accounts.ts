import type { Value } from "../value.ts";

export const accounts = {
	productionRealLabelsThat: "production: real labels that cost money",
	sandboxLabelsMarkedTest: "sandbox: labels marked TEST",
	theProjectWithThe: "The project with the Ship API: it makes the labels.",
	fedexKeepsTrackingIn:
		"FedEx keeps tracking in a project of its own. It is needed to go live: a shipment whose answer was lost is looked up with it.",
	onlyForLessThan:
		"Only for less-than-truckload freight in the United States, Canada and Mexico: FedEx Freight has a project of its own. Leave both empty otherwise.",
	newFedexAccount: "New FedEx account",
	nineDigits: "Nine digits.",
	apiKey: "API key",
	secretKey: "Secret key",
	addTheAccount: "Add the account",
	wasAddedCheckIt: (name: Value) => `${name} was added. Check it before a division ships with it.`,
	isPaused: (name: Value) => `${name} is paused.`,
	shipsAgain: (name: Value) => `${name} ships again.`,
	fedexAcceptsAllOf: "FedEx accepts all of the credentials.",
	accepted: "accepted",
	notAccepted: "not accepted",
	aFedexAccountIs: "A FedEx account is what the labels are paid by. Add one to begin.",
	suspended: "Suspended",
	since: "since",
	triedAgainAt: "· tried again at",
	shipmentsWaitUntilIt: "; shipments wait until it is over, none is lost.",
	checkTheCredentials: "Check the credentials",
	asksFedexWhetherIt:
		"Asks FedEx whether it accepts the Ship, the Track and, where there are any, the freight credentials. Nothing is shipped.",
	pauseThisAccount: "Pause this account",
	noLabelIsMade: "No label is made with it until it is resumed. Its shipments wait.",
	resumeThisAccount: "Resume this account",
	itsShipmentsThatWait: "Its shipments that wait are made now.",
	fedexRefusesCredentialsOf: (projects: Value) =>
		`FedEx does not accept the credentials of ${projects}.`,
	and: " and ",
	credentialsOf: (project: Value) => `${project} credentials`,
};
