export const charges = {
	charges: "Charges",
	ofLabelsMadeOn:
		"Of labels made on these days (UTC), by cost centre. What was voided costs nothing.",
	from: "From",
	to: "To",
	month: "Month",
	billedTo: "Billed to",
	voided: "Voided",
	withoutAPrice: "Without a price",
	none: "none",
};
