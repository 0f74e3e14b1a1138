import { findLogoHash } from "../../db/division-logos.ts";
import { LOGO_MAX_BYTES } from "../../shipping/operate/save-division-logo.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { dropLogo, keepLogo } from "../api/tracking-page.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { showPage } from "./page.tsx";
import { Action, TokenField } from "./parts/forms.tsx";
import { MayFill } from "./parts/may.tsx";
import { Card, Nothing } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const PAGE = "/console/divisions/:id/logo";

/** The picture that customers of a division see on their tracking pages. */
export function divisionLogoPages(): Api {
	const routes = newApi();
	routes.get(PAGE, (c) => showLogo(c, c.req.param("id")));
	routes.post(PAGE, (c) => {
		const id = c.req.param("id");
		return act(c, `/console/divisions/${id}/logo`, async () => {
			const { logo } = await c.req.parseBody({ all: true });
			const file = logo instanceof File ? await logo.arrayBuffer() : new ArrayBuffer(0);
			await keepLogo(c, id, new Uint8Array(file));
			return t.divisions.theLogoIsOn;
		});
	});
	routes.post(`${PAGE}/remove`, (c) => {
		const id = c.req.param("id");
		return act(c, `/console/divisions/${id}/logo`, async () => {
			await dropLogo(c, id);
			return t.divisions.theTrackingPagesShow;
		});
	});
	return routes;
}

async function showLogo(c: HttpContext, id: string): Promise<Response> {
	const { db, setup } = c.var.services;
	const division = requireFound("division", id, await setup.divisions.find(id));
	const hash = await findLogoHash(db, id);
	const trail = [
		{ path: "/console/divisions", label: t.common.divisions },
		{ path: `/console/divisions/${id}`, label: division.name },
	];
	return showPage(c, { title: t.common.logoOfTheTracking, trail }, (token) => (
		<>
			<Card title={t.divisions.now}>
				{hash === undefined ? (
					<Nothing>{t.divisions.noLogoCustomersSee}</Nothing>
				) : (
					<>
						<img
							class="logo"
							src={`/brand/${id}/logo?v=${hash.slice(0, 16)}`}
							alt={t.divisions.logoOf(division.name)}
						/>
						<Action
							token={token}
							action={`/console/divisions/${id}/logo/remove`}
							label={t.divisions.removeTheLogo}
							kind="danger"
							does={t.divisions.customersSeeTheCompanys}
						/>
					</>
				)}
			</Card>
			<Card title={t.divisions.anotherOne}>
				<form method="post" enctype="multipart/form-data" class="form stack">
					<TokenField token={token} />
					<MayFill post={`/console/divisions/${id}/logo`}>
						<div class="field">
							<label for="f-logo">{t.divisions.picture}</label>
							<input
								id="f-logo"
								name="logo"
								type="file"
								accept="image/png,image/jpeg,image/webp"
								required
							/>
							<p class="hint">
								{t.divisions.pngJpegOrWebp} {LOGO_MAX_BYTES / 1_000} {t.divisions.kbItIsShown}
							</p>
						</div>
						<p>
							<button class="primary">{t.divisions.useThisLogo}</button>
						</p>
					</MayFill>
				</form>
			</Card>
		</>
	));
}
