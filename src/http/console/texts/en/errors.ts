/** Heads of the page that says what went wrong, by its status. */
export const errors = {
	s400: "The request can't be read",
	s401: "Not authenticated",
	s403: "Not allowed",
	s404: "Not found",
	s409: "Not possible in this state",
	s410: "Gone",
	s413: "Too large",
	s415: "Unsupported media type",
	s422: "Does not validate",
	s429: "Too many requests",
	s500: "Internal error",
	s502: "The other side refused",
	s503: "Not available",
};
