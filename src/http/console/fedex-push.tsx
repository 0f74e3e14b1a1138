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
import { t } from "./texts/t.ts";

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
				text: t.accounts.pushTokenNotSaved,
				lines: fieldProblems(parsed.error).map(({ message }) => message),
			});
			return c.redirect(`${LIST}/${id}`, 303);
		}
		return act(c, `${LIST}/${id}`, async () => {
			const { accounts } = c.var.services.setup;
			await setPushToken(id, parsed.data.securityToken, changeOf(c), accounts);
			return t.accounts.pushHeard;
		});
	});
	routes.post(`${LIST}/:id/push/end`, (c) => {
		const id = c.req.param("id");
		return act(c, `${LIST}/${id}`, async () => {
			await setPushToken(id, null, changeOf(c), c.var.services.setup.accounts);
			return t.accounts.pushEnded;
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
		<Card title={t.accounts.push}>
			<p>{push === null ? t.accounts.pushOff : t.accounts.pushOn}</p>
			<Facts
				rows={[
					[
						t.accounts.pushAddress,
						<span class="mono address">{`${props.publicUrl}/webhooks/fedex/${id}`}</span>,
					],
					...(push === null
						? []
						: [
								[
									t.accounts.pushHeardLast,
									<At iso={push.heardAt} empty={t.accounts.pushNothingHeard} />,
								] as const,
							]),
				]}
			/>
			<IfMay post={`${LIST}/${id}/push`} otherwise={t.accounts.pushAdministratorOnly}>
				<form method="post" action={`${LIST}/${id}/push`}>
					<TokenField token={token} />
					<Field
						name="securityToken"
						label={push === null ? t.accounts.pushToken : t.accounts.pushOtherToken}
						hint={t.accounts.pushTokenHint}
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
						<button class="primary">
							{push === null ? t.accounts.pushHear : t.accounts.pushReplaceToken}
						</button>
					</p>
				</form>
			</IfMay>
			{push === null ? null : (
				<Action
					token={token}
					action={`${LIST}/${id}/push/end`}
					label={t.accounts.pushEnd}
					kind="danger"
					does={t.accounts.pushEndDoes}
				/>
			)}
		</Card>
	);
}
