export const freight = {
	lessThanTruckloadFreight:
		"Less-than-truckload freight in the United States, Canada and Mexico. Pallets in Europe go by the parcel account's freight services.",
	thisDivisionShipsSuch: "This division ships such freight",
	fedexFreightAccountNumber: "FedEx Freight account number",
	notTheParcelAccount: "Not the parcel account.",
	freightClass: "Freight class",
	handlingUnit: "Handling unit",
	gramsOnOneHandling: "Grams on one handling unit, at most",
	descriptionOfTheGoods: "Description of the goods",
};
