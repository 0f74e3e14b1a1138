import type { TwinClock } from "../../twin/clock.ts";
import type { Collection, Store } from "../../twin/store.ts";
import type { Region } from "../regions.ts";
import { Administration } from "./administration.ts";
import type * as types from "./site-types.ts";

/** What all regions keep beside the divisions' tables. Keys begin with the region, so nothing is shared. */
export class Site {
	readonly store: Store;
	readonly clock: TwinClock;
	readonly apps: Collection<types.App>;
	readonly users: Collection<types.User>;
	readonly divisions: Collection<types.Division>;
	readonly codes: Collection<types.AuthorizationCode>;
	readonly refreshTokens: Collection<types.RefreshToken>;
	readonly accessTokens: Collection<types.AccessToken>;
	readonly grants: Collection<types.Grant>;
	readonly #administrations = new Map<string, Administration>();

	constructor(store: Store, clock: TwinClock) {
		this.store = store;
		this.clock = clock;
		this.apps = store.collection("apps");
		this.users = store.collection("users");
		this.divisions = store.collection("divisions");
		this.codes = store.collection("codes");
		this.refreshTokens = store.collection("refresh-tokens");
		this.accessTokens = store.collection("access-tokens");
		this.grants = store.collection("grants");
	}

	app(region: Region, clientId: string): types.App | undefined {
		return this.apps.get(`${region}/${clientId.toLowerCase()}`);
	}

	user(region: Region, userId: string): types.User | undefined {
		return this.users.get(`${region}/${userId}`);
	}

	firstUser(region: Region): types.User | undefined {
		return this.users.values().find((user) => user.region === region);
	}

	administration(region: Region, code: number): Administration | undefined {
		const key = `${region}/${code}`;
		const division = this.divisions.get(key);
		const user = this.firstUser(region);
		if (division === undefined || user === undefined) {
			return undefined;
		}
		const known = this.#administrations.get(key);
		if (known !== undefined && known.division === division && known.user === user) {
			return known;
		}
		const made = new Administration({ store: this.store, clock: this.clock, division, user });
		this.#administrations.set(key, made);
		return made;
	}

	allAdministrations(): Administration[] {
		return this.divisions
			.values()
			.map(({ region, code }) => this.administration(region, code))
			.filter((found) => found !== undefined);
	}
}
