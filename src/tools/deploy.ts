import { parseArgs } from "node:util";

import { deploy } from "./deploy/deploy.ts";
import { machineDeps } from "./deploy/machine.ts";
import { DeployError } from "./deploy/run.ts";
import { PRODUCTION } from "./deploy/settings.ts";

/**
 * From a checkout to a Worker that is up: looks at what the Cloudflare account has, makes what is missing, applies the
 * migrations and deploys. To run it again is always right. `--dry-run` changes nothing and prints every command.
 */
const { values } = parseArgs({
	options: {
		env: { type: "string", default: PRODUCTION },
		"dry-run": { type: "boolean", default: false },
		offline: { type: "boolean", default: false },
		secrets: { type: "string" },
		"new-keys": { type: "boolean", default: false },
	},
});

try {
	const isDone = await deploy(
		{
			environment: values.env,
			isDryRun: values["dry-run"],
			isOffline: values.offline,
			secretsFile: values.secrets,
			isNewRingWanted: values["new-keys"],
		},
		machineDeps(),
	);
	process.exitCode = isDone ? 0 : 1;
} catch (error) {
	if (!(error instanceof DeployError)) {
		throw error;
	}
	console.error(`✗ ${error.message}\n  ${error.remedy}`);
	process.exitCode = 1;
}
