import { option, type SettingsSection } from "./field-kinds.ts";

const mail = (name: string, label: string) =>
	({ name: `customerMails.${name}`, label, kind: "switch" }) as const;

const fedexMail = (name: string, label: string) =>
	({ name: `fedexMails.${name}`, label, kind: "switch" }) as const;

export const tellingSection = (): SettingsSection => ({
	title: "Mails to the customer",
	hint: "Sent to the mail address of the order's contact, else of its customer, with the link to the tracking page. Each at most once, and none to whoever stopped them.",
	isFolded: true,
	fields: [
		mail("labelMade", "When the label is made"),
		mail("outForDelivery", "When it is out for delivery"),
		mail("delivered", "When it is delivered"),
		mail("problem", "When it is delayed or comes back"),
		{
			name: "customerMails.language",
			label: "Language",
			kind: "choice",
			options: [
				option("auto", "that of the country it goes to, else English"),
				option("en", "English"),
				option("nl", "Dutch"),
				option("de", "German"),
				option("fr", "French"),
			],
		},
		{
			name: "customerMails.replyTo",
			label: "Answers go to",
			hint: "Empty takes the e-mail for questions of the tracking page.",
			kind: "text",
			type: "email",
			isNullable: true,
		},
		fedexMail("shipped", "FedEx mails when it is shipped"),
		fedexMail("estimatedDelivery", "FedEx mails the day it expects to deliver"),
		fedexMail("exception", "FedEx mails when there is a problem"),
		fedexMail("onDelivery", "FedEx mails when it is delivered"),
	],
});
