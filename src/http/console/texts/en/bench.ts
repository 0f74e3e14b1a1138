import type { Value } from "../value.ts";

export const bench = {
	itsLabelIsMade: "Its label is made now and shows here.",
	itIsReadAgain: "It is read again; once it is mended, its label is made and shows here.",
	orderDoesNotShip: (number: Value, why: Value) => `Order ${number} does not ship now. ${why}`,
	itsLabelIsMadeAlready: "Its label is made already and shows here.",
	itShipsIn: (boxes: Value, comes: Value) => `It ships in ${boxes}. ${comes}`,
	nothingWasScanned: "Nothing was scanned.",
	aPackageWeighsMore: (kilos: Value, scanned: Value) =>
		`A package weighs more than nothing and at most ${kilos} kg, and "${scanned}" was scanned. Weigh it again.`,
	theWeightOfWhat: (type: Value) =>
		`The weight of what goes into ${type} is not known. Weigh it and enter the weight.`,
	theShipment: "the shipment",
	order: (number: Value) => `Order ${number}`,
	noCustomersName: "No customer's name",
	packItThenAccept: "Pack it, then accept the plan or enter the boxes.",
	theLabelIsBeing: "The label is being made…",
	theLabelIsReady: "The label is ready.",
	itCantShipYet: "It can't ship yet.",
	nothingIsLeftTo: "Nothing is left to pack.",
	lookAtTheShipment: "Look at the shipment",
	isInTheBox: "Is in the box",
	goesIntoTheBox: "Goes into the box",
	item: "Item",
	boxes: "Boxes",
	noPlanStandsYet: "No plan stands yet.",
	aReleaseLeftIt: "A release left it out; it ships from here all the same.",
	acceptThePlan: "Accept the plan",
	shipInTheseBoxes: "Ship in these boxes",
	nothingIsKnownOf: "Nothing is known of “",
	scanTheOrdersNumber:
		"Scan the order's number from the packing slip. A new order is here after the division's next reading.",
	whichOne: "Which one?",
	scanAnOrderTo:
		"Scan an order to see what goes into the box. Scanned once more, it ships as planned and its label is made.",
	divisionThatThisTable: "Division that this table packs for",
	thisTablePacksFor: "This table packs for",
	allDivisions: "all divisions",
	scanOrTypeAn: "Scan or type an order",
	scan: "Scan",
	go: "Go",
	theSameOrderAgain: "The same order again ships it as planned. A weight such as",
	shipsItInOne:
		"ships it in one box of that weight, a box's code in one of those. Anything else opens that order.",
};
