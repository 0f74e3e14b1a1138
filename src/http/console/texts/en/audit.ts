export const audit = {
	audit: "Audit",
	subject: "Subject",
	nothingMatches: "Nothing matches.",
	details: "Details",
};
