import { edmFields } from "../odata/edm.ts";

export const webhookSubscriptionFields = edmFields({
	Guid: "ID ClientID Creator UserID",
	String: "CallbackURL CreatorFullName Description Topic",
	DateTime: "Created",
	Int32: "Division",
	Boolean: "IsInstant",
});

export const deletedFields = edmFields({
	Guid: "DeletedBy EntityKey ID",
	DateTime: "DeletedDate",
	Int32: "Division EntityType",
	Int64: "Timestamp",
});

export const syncTimestampFields = edmFields({
	String: "API",
	DateTime: "Modified",
	Int64: "TimeStampAsBigInt",
});
