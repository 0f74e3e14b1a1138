import { twinGet } from "../../../src/tools/start/twin.ts";
import { URLS } from "../addresses.ts";
import { countNotices } from "../notices.ts";
import type { Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { countBroken, tellTwin } from "../twin-controls.ts";

const HOUR_MS = 3_600_000;

type Project = { apis: string[]; accounts: string[] };

export const accountRefused: Scenario = {
	name: "account-refused",
	part: "quick",
	load: 2,
	title: "FedEx refuses the account of nl wholesale for an hour",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		const { projects } = await twinGet<{ projects: Project[] }>(URLS.fedex, "projects");
		const refused = projects.filter(
			({ apis, accounts }) => apis.includes("ship") && accounts.includes("510088001"),
		);
		await tellTwin("fedex", "PUT", "projects", {
			projects: refused.map((project) => ({ ...project, accounts: [] })),
		});
		const since = await run.world.now();
		await releaseAll(run.world);
		await run.settle({
			isEnough: async ({ now, due }) => due.now === 0 && Date.parse(now) - since > HOUR_MS,
		});
		const notices = await countNotices(run.world, "fedex_account.suspended");
		run.check("notices of the suspension", notices, notices === 1);
		const creates = await countBroken("fedex", "wrong-account");
		// Six were under way when the first refusal came; then one probe every 15 minutes.
		run.check("creates that were refused in the hour", creates, creates > 0 && creates <= 6 + 5);
		await tellTwin("fedex", "PUT", "projects", { projects: refused });
		await run.settle();
	},
};
