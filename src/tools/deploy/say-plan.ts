import type { AccountState } from "./account-state.ts";
import type { Refusal, Wish } from "./find-refusals.ts";
import type { Step } from "./plan-deployment.ts";
import { listReads } from "./read-account.ts";
import type { DeploySettings } from "./settings.ts";

export function sayHead({ settings }: Wish, state: AccountState, kept: readonly string[]): string {
	const { environment, name, jurisdiction, publicUrl } = settings;
	return [
		`${name} (${environment})`,
		`  account       ${state.account === null ? "not looked at: what is said to depend on something is done only then" : `${state.account.name} (${state.account.id})`}`,
		`  jurisdiction  ${jurisdiction === "" ? "none" : jurisdiction}, for Durable Objects, database, bucket and queues`,
		`  address       ${publicUrl === "" ? "the one that Cloudflare gives it at workers.dev" : publicUrl}`,
		...(kept.length === 0
			? []
			: [`  kept          ${kept.join(", ")}, as the Worker in use has them`]),
	].join("\n");
}

/** What is asked before; none of it changes anything. */
export function sayReads(settings: DeploySettings): string {
	return listReads(settings)
		.map((args) => `      wrangler ${args.join(" ")}`)
		.join("\n");
}

export function sayPlan(steps: readonly Step[]): string {
	return steps
		.map(({ title, args, onlyIf }, at) =>
			[
				`${String(at + 1).padStart(2)}. ${title}${onlyIf === null ? "" : ` (only if ${onlyIf})`}`,
				...(args === null ? [] : [`      wrangler ${args.join(" ")}`]),
			].join("\n"),
		)
		.join("\n");
}

export function sayRefusals(refusals: readonly Refusal[]): string {
	return refusals
		.map(({ code, message, remedy }) => `✗ ${code}: ${message}\n  ${remedy}`)
		.join("\n");
}

export function sayDone(
	publicUrl: string,
	adminToken: string | undefined,
	isLogged: boolean,
): string {
	const token =
		adminToken === undefined
			? []
			: isLogged
				? [
						"ADMIN_TOKEN was made. It is not printed into a build's log: npm run admin:reset makes another and shows it.",
					]
				: [`ADMIN_TOKEN  ${adminToken}`, "It is shown this once: put it into a password safe."];
	return [
		"",
		`${publicUrl} is up.`,
		...token,
		"",
		`1. Open ${publicUrl}/login and log in with ADMIN_TOKEN.`,
		`2. Open ${publicUrl}/console/set-up and connect Exact Online, with the app registration of this environment.`,
		"3. Add the FedEx account there, map a division, look at its preview and release it.",
	].join("\n");
}
