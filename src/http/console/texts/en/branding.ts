export const branding = {
	trackingPage: "Tracking page",
	whatYourCustomersSee:
		"What your customers see on the page that follows their parcel. The logo is uploaded on the division's page.",
	nameOfYourShop: "Name of your shop",
	emptyShowsTheCompany: "Empty shows the company that you ship from.",
	colour: "Colour",
	sixHexadecimalDigitsSuch:
		"Six hexadecimal digits such as #0b5fa5, dark enough to be read on white. At night it is made lighter by itself.",
	eMailForQuestions: "E-mail for questions",
	phoneForQuestions: "Phone for questions",
	website: "Website",
	beginsWithHttps: "Begins with https://.",
};
