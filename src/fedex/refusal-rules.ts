/**
 * Which field in Exact Online, or which setting, stands behind a refusal of FedEx. The first pattern that fits
 * the code counts, so the particular ones come first.
 */
export type RefusalRule = {
	pattern: RegExp;
	code: string;
	field: string;
	says: string;
	remedy: string;
	/** True where the same code family exists for both addresses. */
	isOfParty?: true;
};

const SERVICE_NOT_ALLOWED = {
	code: "fedex.service_not_allowed",
	field: "Sales order › Shipping method",
	says: "FedEx does not offer this service between these addresses",
	remedy:
		"Choose another shipping method on the order, or map this one to a service that FedEx offers there.",
};

export const REFUSAL_RULES: readonly RefusalRule[] = [
	{
		pattern: /POBOX/,
		code: "fedex.po_box",
		field: "Delivery address › Address",
		says: "FedEx delivers to no post office box",
		remedy: "Enter the street and number where the goods are received.",
		isOfParty: true,
	},
	{
		pattern: /SATURDAY(?!PICKUP)/,
		code: "fedex.saturday_not_offered",
		field: "Division settings › Services › Saturday delivery",
		says: "FedEx does not deliver this shipment on a Saturday",
		remedy:
			"Switch Saturday delivery off in the rule of this shipping method, or choose another shipping method on the order.",
	},
	{
		pattern: /SIGNATURE/,
		code: "fedex.signature_not_offered",
		field: "Division settings › Services › Signature",
		says: "FedEx does not offer this signature option for the shipment",
		remedy:
			"Choose another signature option in the rule of this shipping method, or none for what the service does by itself.",
	},
	{
		pattern: /HOLD\.?AT\.?LOCATION|HOLDLOCATION/,
		code: "fedex.hold_location_invalid",
		field: "Division settings › Services › Hold at location",
		says: "FedEx can't hold the shipment at the location that the rule names",
		remedy:
			"Correct the location in the rule of this shipping method, or empty it to have the goods delivered.",
	},
	{
		pattern: /ETDDETAIL|ELECTRONICIMAGE|COMMERCIALINVOICE\.(REQUIRED|NOTALLOWED|INVALID)/,
		code: "fedex.electronic_documents_refused",
		field: "Division settings › Customs",
		says: "FedEx does not take the trade documents of this shipment electronically",
		remedy:
			"Ask FedEx to enable electronic trade documents for the account, or switch them off in the settings of the division.",
	},
	{
		pattern: /SHIPDATESTAMP\.NOTVALID/,
		code: "fedex.electronic_documents_late",
		field: "Division settings › Customs",
		says: "Electronic trade documents go on the day of the shipment only",
		remedy: "Ship it again on a working day before the cut-off, or switch them off.",
	},
	{
		pattern: /^TINS\./,
		code: "fedex.tax_number_invalid",
		field: "Customer › VAT number",
		says: "A VAT, EORI or IOSS number is not valid",
		remedy:
			"Correct the numbers of the customer in Exact, and those of the division in its settings.",
	},
	{
		pattern: /DUTIESPAYMENT|TERMSOFSALE/,
		code: "fedex.incoterm_invalid",
		field: "Sales order › Incoterm",
		says: "Who owes the duties can't be settled as the order says",
		remedy: "Choose another incoterm on the order, such as DAP or DDP.",
	},
	{
		pattern: /DIMENSION/,
		code: "fedex.dimensions_invalid",
		field: "Division settings › Package types",
		says: "The size of a package is missing, or more than the service takes",
		remedy: "Give the package type its length, width and height in the settings of the division.",
	},
	{
		pattern: /NOTELIGIBLE\.FORACCOUNT|NOTENABLED|SERVICESPROHIBITED/,
		code: "fedex.account_not_enabled",
		field: "Sales order › Shipping method",
		says: "Your FedEx account may not use this service",
		remedy:
			"Ask FedEx to enable the service for the account, or choose another shipping method on the order.",
	},
	{
		pattern: /RESPONSIBLEPARTY|SHIPPINGCHARGESPAYMENT|PAYMENT\.TYPE/,
		code: "fedex.account_country",
		field: "Division settings › FedEx account",
		says: "The FedEx account can't pay for this shipment",
		remedy:
			"Choose a FedEx account of the country that the goods leave or reach, in the settings of the division.",
	},
	{
		pattern: /VAGUECOMMODITY|COMMODITY\.CLARIFICATION|COMMODIT\w*\.DESCRIPTION|ERRORDESCRIPTION/,
		code: "fedex.description_vague",
		field: "Item › Description",
		says: "The description of the goods is too vague or missing",
		remedy:
			"Describe in the item (or in the order line) what the goods are and what they are made of, such as “cotton T-shirts”, not “parts”.",
	},
	{
		pattern: /HARMONIZED|HMZCODE/,
		code: "fedex.commodity_code_invalid",
		field: "Item › Statistical code",
		says: "The commodity code of the goods is not valid",
		remedy: "Enter the item's statistical code with 6 to 10 digits, or empty the field.",
	},
	{
		pattern: /CUSTOMSVALUE|UNITPRICE|CURRENCY/,
		code: "fedex.customs_value_invalid",
		field: "Order line › Net price",
		says: "The value of the goods is missing or not valid",
		remedy: "Give every line of the order a net price, in a currency that FedEx takes.",
	},
	{
		pattern: /COUNTRYOFMANUFACTURE/,
		code: "fedex.origin_missing",
		field: "Item › Country of origin",
		says: "The country where the goods were made is missing or not valid",
		remedy: "Enter the item's country of origin.",
	},
	{
		pattern: /COMMODITIES\.(EXCEEDED|EMPTY)|COMMODITY\.COUNT|COMMODITIES\.QUANTITY/,
		code: "fedex.lines_invalid",
		field: "Order lines",
		says: "The number of goods lines or a quantity is not valid",
		remedy:
			"Ship at most 999 lines together, each with a quantity; split the order if it has more.",
	},
	{
		pattern: /PACKAGECOUNT|LINEITEMS\.(EXCEEDS|LIMITEXCEEDED)|PACKAGINGTYPE\.(FEDEX\w*\.)?EXCEEDED/,
		code: "fedex.too_many_pieces",
		field: "Sales order › Shipping method",
		says: "The shipment has more packages than this service or packaging allows",
		remedy:
			"Split the order into smaller deliveries, or map the shipping method to another packaging.",
	},
	{
		pattern: /WEIGHT|PACKAGINGTYPE\.LIMIT/,
		code: "fedex.weight_invalid",
		field: "Item › Gross weight",
		says: "The weight of a package is zero, or not allowed for this service",
		remedy:
			"Check the gross weight of the items, and the unit of weight in the settings of the division; heavier goods need another service.",
	},
	{
		pattern: /PACKAGING|PACKAGETYPE/,
		code: "fedex.packaging_not_allowed",
		field: "Sales order › Shipping method",
		says: "The packaging does not go with the service",
		remedy:
			"Map this shipping method to another packaging in the settings of the division; YOUR_PACKAGING goes with most services.",
	},
	{
		pattern: /LABEL|IMAGETYPE|STOCK/,
		code: "fedex.label_format_refused",
		field: "Division settings › Label",
		says: "The label's format or paper is not possible for this shipment",
		remedy: "Choose another label format or paper in the settings of the division.",
	},
	{
		pattern: /SHIPDATE|DATESTAMP|SHIPPINGDATE/,
		code: "fedex.ship_date_invalid",
		field: "Sales order › Delivery date",
		says: "FedEx does not take the shipment on its ship date",
		remedy:
			"Choose a delivery date within the next ten days, and check working days and holidays in the settings of the division.",
	},
	{
		pattern: /PICKUP/,
		code: "fedex.pickup_type_refused",
		field: "Division settings › Pickup type",
		says: "The way of handing over does not go with the service",
		remedy: "Choose another pickup type in the settings of the division.",
	},
	{ pattern: /NOSERVICE|NOTSERVED/, ...SERVICE_NOT_ALLOWED },
	{
		pattern: /PHONE/,
		code: "fedex.phone_invalid",
		field: "Delivery address › Phone",
		says: "The phone number is missing or not valid",
		remedy:
			"Enter a phone number of 10 to 15 digits with the delivery address, exactly 10 in the United States and Canada.",
		isOfParty: true,
	},
	{
		pattern: /STATEORPROV|STATEPOSTAL|POSTALSTATE/,
		code: "fedex.state_invalid",
		field: "Delivery address › State",
		says: "The state or province is missing, not valid, or does not go with the postcode",
		remedy: "Enter the state with the delivery address, as its two-letter code such as OH.",
		isOfParty: true,
	},
	{
		pattern: /POSTAL|ZIP/,
		code: "fedex.postcode_invalid",
		field: "Delivery address › Postcode",
		says: "The postcode is missing, not valid, or does not go with the city or country",
		remedy: "Correct the postcode of the delivery address, in the form of its country.",
		isOfParty: true,
	},
	{
		pattern: /CITY/,
		code: "fedex.city_invalid",
		field: "Delivery address › City",
		says: "The city is missing or not valid",
		remedy: "Correct the city of the delivery address; it has 3 to 35 characters.",
		isOfParty: true,
	},
	{
		pattern: /STREETLINE|ADDRESS\.(MINIMUMLENGTH|DETAILS|INVALID|ERROR)|SHIPPINGADDRESS/,
		code: "fedex.street_invalid",
		field: "Delivery address › Address",
		says: "The street is missing, too short or too long",
		remedy: "Write the street in at most three lines of 35 characters each.",
		isOfParty: true,
	},
	{
		pattern: /PERSONNAME|COMPANYNAME|CONTACTNAME|CONTACT\.NAME/,
		code: "fedex.name_invalid",
		field: "Delivery address › Name",
		says: "The name is missing, too short or too long",
		remedy:
			"Give the delivery address a company name (at most 35 characters) or a contact person (at most 70).",
		isOfParty: true,
	},
	{
		pattern: /CUSTOMERREFERENCE|^VALUE\.TOO\.LONG/,
		code: "fedex.reference_invalid",
		field: "Sales order › Your ref.",
		says: "A reference has a character or a length that FedEx does not take",
		remedy: "Use letters, digits and hyphens in the order's reference, at most 30.",
	},
	{ pattern: /SERVICE/, ...SERVICE_NOT_ALLOWED },
	{
		pattern: /COUNTRY/,
		code: "fedex.country_invalid",
		field: "Delivery address › Country",
		says: "FedEx does not deliver to this country, or its code is missing",
		remedy: "Correct the country of the delivery address.",
		isOfParty: true,
	},
];
