import type { Texts } from "../en.ts";

export const freight: Texts["freight"] = {
	lessThanTruckloadFreight:
		"LTL-vracht in de Verenigde Staten, Canada en Mexico. Pallets in Europa gaan met de vrachtservices van het pakketaccount.",
	thisDivisionShipsSuch: "Deze administratie verzendt zulke vracht",
	fedexFreightAccountNumber: "Accountnummer van FedEx Freight",
	notTheParcelAccount: "Niet het pakketaccount.",
	freightClass: "Vrachtklasse",
	handlingUnit: "Laadeenheid",
	gramsOnOneHandling: "Gram op één laadeenheid, hoogstens",
	descriptionOfTheGoods: "Omschrijving van de goederen",
};
