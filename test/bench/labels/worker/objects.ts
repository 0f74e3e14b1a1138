import * as program from "../../../../src/index.ts";
import { countStorage } from "./storage.ts";

/** The Durable Objects as they are, with their storage counted. */
export class CallBudget extends program.CallBudget {
	constructor(...[ctx, env]: ConstructorParameters<typeof program.CallBudget>) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class ExactSession extends program.ExactSession {
	constructor(...[ctx, env]: ConstructorParameters<typeof program.ExactSession>) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class FedexSession extends program.FedexSession {
	constructor(...[ctx, env]: ConstructorParameters<typeof program.FedexSession>) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class Gatekeeper extends program.Gatekeeper {
	constructor(...[ctx, env]: ConstructorParameters<typeof program.Gatekeeper>) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}

export class PrintStation extends program.PrintStation {
	constructor(...[ctx, env]: ConstructorParameters<typeof program.PrintStation>) {
		countStorage(ctx.storage);
		super(ctx, env);
	}
}
