import { setPushToken } from "../../shipping/operate/set-push-token.ts";
import { pushSchema } from "../api/fedex-accounts.ts";
import { type Api, changeOf, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { readForm } from "./form.ts";
import { notify } from "./notice.ts";
import { Action, Field, fieldId, TokenField } from "./parts/forms.tsx";
import { IfMay } from "./parts/may.tsx";
import { At, Card, Facts } from "./parts/texts.tsx";

const LIST = "/console/fedex-accounts";

/** Setting FedEx's push up for an account, and ending it. */
export function fedexPushPages(): Api {
	const routes = newApi();
	routes.post(`${LIST}/:id/push`, async (c) => {
		const id = c.req.param("id");
		const form = await readForm(c);
		const parsed = pushSchema.safeParse({ securityToken: form.text("securityToken") ?? "" });
		if (!parsed.success) {
			await notify(c, {
				kind: "refused",
				text: "The security token was not saved.",
				lines: fieldProblems(parsed.error).map(({ message }) => message),
			});
			return c.redirect(`${LIST}/${id}`, 303);
		}
		return act(c, `${LIST}/${id}`, async () => {
			const { accounts } = c.var.services.setup;
			await setPushToken(id, parsed.data.securityToken, changeOf(c), accounts);
			return "FedEx's push is heard from now on. Polling goes on, more slowly once it works.";
		});
	});
	routes.post(`${LIST}/:id/push/end`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			await setPushToken(id, null, changeOf(c), c.var.services.setup.accounts);
			return "FedEx's push is heard no more. Polling goes on at its usual pace.";
		});
	});
	return routes;
}

/** What an administrator needs to set it up at FedEx, and whether it works. */
export function PushCard(props: {
	id: string;
	push: { heardAt: string | null } | null;
	publicUrl: string;
	token: string;
}) {
	const { id, push, token } = props;
	return (
		<Card title="FedEx's push">
			<p>
				{push === null ? (
					"FedEx is asked where the parcels are. Accounts in the United States that pay for FedEx's push hear it within minutes instead."
				) : (
					<>
						FedEx tells by itself. Heard last: <At iso={push.heardAt} empty="nothing yet" />.
						Polling stays the safety net.
					</>
				)}
			</p>
			<Facts
				rows={[
					[
						"Address for FedEx's portal",
						<span class="mono address">{`${props.publicUrl}/webhooks/fedex/${id}`}</span>,
					],
				]}
			/>
			<IfMay post={`${LIST}/${id}/push`} otherwise="An administrator can set it up.">
				<form method="post" action={`${LIST}/${id}/push`}>
					<TokenField token={token} />
					<Field
						name="securityToken"
						label={push === null ? "Security token" : "Another security token"}
						hint="The same one as in FedEx's portal: 26 to 100 characters, with a capital, a small letter and a digit."
						problems={[]}
					>
						<input
							id={fieldId("securityToken")}
							name="securityToken"
							type="password"
							autocomplete="off"
							required
						/>
					</Field>
					<p class="actions">
						<button class="primary">{push === null ? "Hear the push" : "Replace the token"}</button>
					</p>
				</form>
			</IfMay>
			{push === null ? null : (
				<Action
					token={token}
					action={`${LIST}/${id}/push/end`}
					label="Hear it no more"
					kind="danger"
					does="What FedEx pushes is refused from then on. Polling goes on at its usual pace."
				/>
			)}
		</Card>
	);
}
