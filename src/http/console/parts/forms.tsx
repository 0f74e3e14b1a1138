import { type Child, useContext } from "hono/jsx";

import { FORM_TOKEN_FIELD } from "../form-token.ts";
import { t } from "../texts/t.ts";
import { May } from "./may.tsx";

export function TokenField({ token }: { token: string }) {
	return <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />;
}

type ButtonKind = "primary" | "danger" | "plain" | "normal";

/** One button that does one thing. */
export function PostForm(props: {
	token: string;
	action: string;
	label: string;
	kind?: ButtonKind | undefined;
	/** What else goes with it, by name. */
	fields?: Record<string, string>;
	/** Says more than the label where several of these stand in a list. */
	name?: string;
}) {
	if (!useContext(May)("POST", props.action)) {
		return null;
	}
	return (
		<form method="post" action={props.action}>
			<TokenField token={props.token} />
			{Object.entries(props.fields ?? {}).map(([name, value]) => (
				<input type="hidden" name={name} value={value} />
			))}
			<button class={props.kind ?? "normal"} aria-label={props.name}>
				{props.label}
			</button>
		</form>
	);
}

/** A button together with what it will do, in words. */
export function Action(props: {
	token: string;
	action: string;
	label: string;
	does: string;
	kind?: ButtonKind | undefined;
}) {
	if (!useContext(May)("POST", props.action)) {
		return null;
	}
	return (
		<div class="action">
			<PostForm token={props.token} action={props.action} label={props.label} kind={props.kind} />
			<p class="hint">{props.does}</p>
		</div>
	);
}

export type FieldProblem = { field: string; message: string; remedy: string };

/** Those of a field and of what stands below it: a wrong entry of a list is told at the list. */
export function problemsOf(problems: readonly FieldProblem[], name: string): FieldProblem[] {
	return problems.filter(({ field }) => field === name || field.startsWith(`${name}.`));
}

export function fieldId(name: string): string {
	return `f-${name.replaceAll(".", "-")}`;
}

/** A label, its control, the hint, and what is wrong with it. */
export function Field(props: {
	name: string;
	label: string;
	hint?: string | undefined;
	problems?: readonly FieldProblem[];
	isOptional?: boolean | undefined;
	children?: Child;
}) {
	const own = problemsOf(props.problems ?? [], props.name);
	return (
		<div class={own.length === 0 ? "field" : "field wrong"}>
			<label for={fieldId(props.name)}>
				{props.label}
				{props.isOptional === true ? <span class="quiet"> {t.parts.optional}</span> : null}
			</label>
			{props.children}
			<Problems problems={own} />
			{props.hint === undefined ? null : <p class="hint">{props.hint}</p>}
		</div>
	);
}

export function Problems({ problems }: { problems: readonly FieldProblem[] }) {
	return (
		<>
			{problems.map(({ message, remedy }) => (
				<p class="problem">
					{message} {remedy}
				</p>
			))}
		</>
	);
}

/** `code`: what a program calls it, where people see it too. */
export type Option = { value: string; label: string; code?: string };

export function Select(props: {
	name: string;
	value: string | undefined;
	options: readonly Option[];
}) {
	const { name, value, options } = props;
	const isKnown = value === undefined || options.some((option) => option.value === value);
	return (
		<select id={fieldId(name)} name={name}>
			{isKnown ? null : (
				<option value={value} selected>
					{value}
				</option>
			)}
			{options.map((option) => (
				<option value={option.value} selected={option.value === value}>
					{option.label}
				</option>
			))}
		</select>
	);
}

/** What a refused form is told at its top, with the way to each field. */
export function ProblemSummary({ problems }: { problems: readonly FieldProblem[] }) {
	if (problems.length === 0) {
		return null;
	}
	return (
		<div class="notice refused" role="alert">
			<div>
				<p>
					{t.parts.nothingWasSaved}{" "}
					{problems.length === 1 ? t.parts.oneFieldNeeds : t.parts.theseFieldsNeed} {t.parts.aLook}
				</p>
				<ul>
					{problems.map(({ field, message, remedy }) => (
						<li>
							<a href={`#${fieldId(field)}`}>
								<code>{field}</code>
							</a>{" "}
							{message} {remedy}
						</li>
					))}
				</ul>
			</div>
		</div>
	);
}
