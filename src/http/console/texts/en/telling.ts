export const telling = {
	webhooks: "Webhooks",
	alerts: "Alerts",
};
