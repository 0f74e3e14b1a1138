import * as program from "../../../../src/index.ts";
import { countStorage } from "./storage.ts";

/** The Durable Objects as they are, with their storage counted. */
export class CallBudget extends program.CallBudget {
	constructor(ctx: DurableObjectState, env: Env) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class ExactSession extends program.ExactSession {
	constructor(ctx: DurableObjectState, env: Env) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class FedexSession extends program.FedexSession {
	constructor(ctx: DurableObjectState, env: Env) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class Gatekeeper extends program.Gatekeeper {
	constructor(ctx: DurableObjectState, env: Env) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class PrintStation extends program.PrintStation {
	constructor(ctx: DurableObjectState, env: Env) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}
