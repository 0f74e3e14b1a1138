import { badRequest, ExactError } from "../errors.ts";
import { webhookSubscriptionFields } from "../fields/system.ts";
import { isOwnDomain } from "../oauth/registration.ts";
import { names } from "../odata/edm.ts";
import type { SubscriptionRow } from "../state/row-types.ts";
import type { Body, Caller, Resource } from "./resource.ts";

const TOPICS = new Set(
	names(`
		Accounts Contacts Items StockPositions SalesOrders SalesInvoices GoodsDeliveries
		PurchaseOrders Quotations Opportunities Documents BankAccounts BankEntries CashEntries
		FinancialTransactions GeneralJournalEntries CostTransactions TimeTransactions
		Subscriptions
	`),
);

export const webhookSubscriptions: Resource = {
	path: "webhooks/WebhookSubscriptions",
	name: "WebhookSubscriptions",
	scope: "organization.administration",
	fields: webhookSubscriptionFields,
	key: "ID",
	rows: ({ admin, app }) =>
		admin.subscriptions.values().filter((row) => row.ClientID === app.clientId),
	create: subscribe,
	remove: (key, { admin, app }) => {
		if (admin.subscriptions.get(key)?.ClientID !== app.clientId) {
			throw new ExactError(404, "Subscription not found.");
		}
		admin.subscriptions.delete(key);
	},
};

async function subscribe(body: Body, { admin, app, twin }: Caller): Promise<SubscriptionRow> {
	const { CallbackURL, Topic, Description, IsInstant } = body;
	if (typeof CallbackURL !== "string" || typeof Topic !== "string") {
		throw badRequest("Mandatory: CallbackURL, Topic");
	}
	if (!TOPICS.has(Topic)) {
		throw badRequest(`The topic '${Topic}' is not known.`);
	}
	if (IsInstant === true && Topic !== "GoodsDeliveries") {
		throw badRequest("IsInstant is for the topic GoodsDeliveries only.");
	}
	if (!isOwnDomain(app, CallbackURL)) {
		throw badRequest("CallbackURL must be https, on the domain of the app's redirect URI.");
	}
	const mine = admin.subscriptions.values().filter((row) => row.ClientID === app.clientId);
	if (mine.some((row) => row.Topic === Topic)) {
		throw new ExactError(500, "Data already exists");
	}
	const subscription: SubscriptionRow = {
		ID: crypto.randomUUID(),
		CallbackURL,
		ClientID: app.clientId,
		Topic,
		Description: typeof Description === "string" ? Description : null,
		IsInstant: IsInstant === true,
		UserID: admin.user.userId,
		Created: admin.wallNow(),
		isValidated: false,
	};
	admin.subscriptions.set(subscription.ID, subscription);
	await twin.webhooks.validate(admin, subscription);
	if (admin.subscriptions.get(subscription.ID) === undefined) {
		throw new ExactError(500, "CallbackURL did not answer with 200 or 201.");
	}
	return subscription;
}
