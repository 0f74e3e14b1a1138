import type { Value } from "../value.ts";

export const couriers = {
	aCourierOfFedex: (carrier: Value, day: Value, packages: Value, code: Value) =>
		`A courier of FedEx ${carrier} comes on ${day} for ${packages} packages (FedEx: ${code}).`,
	noCourierComesOn: (day: Value) => `No courier comes on ${day}.`,
	isClosedAtFedex: (day: Value, packages: Value) =>
		`${day} is closed at FedEx Ground with ${packages} packages. Its manifest is below.`,
	mapTheDivisionFirst: "Map the division first: a courier comes to its ship-from address.",
	haveACourierCome: "Have a courier come",
	couriers: "Couriers",
	daysAtFedexGround: "Days at FedEx Ground",
	forWord: "For",
	day: "Day",
	goodsAreReadyAt: "Goods are ready at",
	somebodyIsThereUntil: "Somebody is there until",
	anotherOneAlthoughOne: "Another one, although one was asked for",
	askForACourier: "Ask for a courier",
	fedexIsAskedWhether:
		"FedEx is asked whether one can come, and then to send one for the labels of that day that it has not seen. Accounts with a daily collection need none.",
	noneWasAskedFor: "None was asked for yet.",
	fedexsNumber: "FedEx's number",
	callOff: "Call off",
	callOffTheCourier: (day: Value) => `Call off the courier of ${day}`,
	theDayToClose: "The day to close",
	closeTheDay: "Close the day",
	tellsFedexGroundThat:
		"Tells FedEx Ground that the account's parcels of that day are complete, and keeps the manifest that the driver signs. A closed parcel can't be voided any more. Asking again closes what was labelled since, and does no harm otherwise.",
	noDayWasClosed: "No day was closed yet.",
	asked: "Asked",
};
