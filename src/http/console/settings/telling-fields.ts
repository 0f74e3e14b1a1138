import { t } from "../texts/t.ts";
import { option, type SettingsSection } from "./field-kinds.ts";

const mail = (name: string, label: string) =>
	({ name: `customerMails.${name}`, label, kind: "switch" }) as const;

const fedexMail = (name: string, label: string) =>
	({ name: `fedexMails.${name}`, label, kind: "switch" }) as const;

export const tellingSection = (): SettingsSection => ({
	title: t.telling.customerMails,
	hint: t.telling.customerMailsHint,
	isFolded: true,
	fields: [
		mail("labelMade", t.telling.mailLabelMade),
		mail("outForDelivery", t.telling.mailOutForDelivery),
		mail("delivered", t.telling.mailDelivered),
		mail("problem", t.telling.mailProblem),
		{
			name: "customerMails.language",
			label: t.telling.mailLanguage,
			kind: "choice",
			options: [
				option("auto", t.telling.languageOfCountry),
				option("en", t.telling.english),
				option("nl", t.telling.dutch),
				option("de", t.telling.german),
				option("fr", t.telling.french),
			],
		},
		{
			name: "customerMails.replyTo",
			label: t.telling.replyTo,
			hint: t.telling.replyToHint,
			kind: "text",
			type: "email",
			isNullable: true,
		},
		fedexMail("shipped", t.telling.fedexMailShipped),
		fedexMail("estimatedDelivery", t.telling.fedexMailEstimate),
		fedexMail("exception", t.telling.fedexMailException),
		fedexMail("onDelivery", t.telling.fedexMailDelivered),
	],
});
