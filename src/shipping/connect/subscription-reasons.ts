import { isAppError, type Problem } from "../../lib/errors.ts";
import { OTHER_DEPLOYMENT } from "../ports/webhooks.ts";

/** Why a topic is not subscribed, as the division shows it. Without hints a division is read on its schedule. */

export const NO_PUBLIC_URL: Problem = {
	code: "config.public_url_missing",
	field: "PUBLIC_URL",
	message: "Exact can't reach this Worker: PUBLIC_URL is not set, or is no https address.",
	remedy: "Set PUBLIC_URL to the https address of this Worker, then save the settings again.",
};

export function otherDeployment(topic: string, callbackUrl: string): Problem {
	const host = URL.parse(callbackUrl)?.host ?? "another address";
	return {
		code: OTHER_DEPLOYMENT,
		field: "CallbackURL",
		message: `Exact tells ${host} about the ${topic} of this division: another deployment of this app is connected, and two would ship the same orders.`,
		remedy: `Decide which one ships this division. To ship it here, put it on hold at ${host} and delete its subscription in Exact, then save the settings here again.`,
	};
}

/** Exact hides what another user of the same app subscribed. */
export function unseen(topic: string): Problem {
	return {
		code: "webhook.unseen",
		field: "CallbackURL",
		message: `Exact has a subscription to ${topic} already and does not show it: another user of the same app made it.`,
		remedy: "Have that user delete it, or connect with that user. Until then the schedule reads.",
	};
}

export function notAllowed(topic: string, refused: { code: string; message: string }): Problem {
	return {
		code: refused.code,
		field: "WebhookSubscriptions",
		message: `Exact does not allow a subscription to ${topic}. ${refused.message}`,
		remedy:
			"Give the app the scope organization.administration (manage) in the App Center, and the user the right to it. Until then the schedule reads.",
	};
}

export function notMade(topic: string, error: unknown): Problem {
	return {
		code: isAppError(error) ? error.code : "internal.unexpected",
		field: "WebhookSubscriptions",
		message: isAppError(error)
			? `The subscription to ${topic} was not made yet. ${error.message}`
			: `The subscription to ${topic} was not made yet.`,
		remedy: "It is tried again by itself. Until then the schedule reads.",
	};
}
