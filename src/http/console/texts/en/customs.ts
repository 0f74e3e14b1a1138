export const customs = {
	forGoodsThatLeave:
		"For goods that leave the customs area. What they are comes from each item in Exact.",
	countryOfOrigin: "Country of origin",
	forItemsWhoseMain:
		"For items whose main supplier in Exact does not say; empty blocks such an order.",
	purpose: "Purpose",
	sold: "sold",
	aGift: "a gift",
	aSample: "a sample",
	forRepairOrBack: "for repair, or back from it",
	notSold: "not sold",
	personalEffects: "personal effects",
	incoterm: "Incoterm",
	forOrdersWithoutOne:
		"For orders without one. Under DDP you pay the duties, under all others the receiver does.",
	linesWithoutAPrice: "Lines without a price",
	blockTheOrderUntil: "block the order until they have one",
	areDeclaredAtThe: "are declared at the value below",
	arePartsOfThe: "are parts of the kit in the line above",
	valueOfOnePiece: "Value of one piece without a price",
	inTheOrdersCurrency: "In the order's currency.",
	eoriNumber: "EORI number",
	vatNumber: "VAT number",
	iossNumber: "IOSS number",
	forSmallConsignmentsFrom: "For small consignments from outside into the European Union.",
	theAccountSendsIts: "The account sends its trade documents electronically",
	fedexMustHaveEnabled:
		"FedEx must have enabled it. Parcels of a later ship date carry the invoice on paper.",
};
