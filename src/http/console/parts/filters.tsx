import type { Child } from "hono/jsx";

import { t } from "../texts/t.ts";
import { fieldId, type Option, Select } from "./forms.tsx";
import { words } from "./texts.tsx";

/** Filters live in the address, so that a list can be kept as a bookmark and sent to a colleague. */
export function Filters({ path, children }: { path: string; children?: Child }) {
	return (
		<form class="filters" method="get" action={path} role="search">
			{children}
			<span class="actions">
				<button>{t.parts.show}</button>
				<a href={path}>{t.parts.clear}</a>
			</span>
		</form>
	);
}

export function ChoiceFilter(props: {
	name: string;
	label: string;
	value: string | null;
	options: readonly Option[];
}) {
	return (
		<label>
			<span>{props.label}</span>
			<Select name={props.name} value={props.value ?? ""} options={props.options} />
		</label>
	);
}

export function TextFilter(props: {
	name: string;
	label: string;
	value: string | null;
	type?: "search" | "date";
	placeholder?: string;
}) {
	return (
		<label>
			<span>{props.label}</span>
			<input
				id={fieldId(props.name)}
				name={props.name}
				type={props.type ?? "search"}
				value={props.value ?? ""}
				placeholder={props.placeholder}
			/>
		</label>
	);
}

export function choices(values: readonly string[]): Option[] {
	return [
		{ value: "", label: t.parts.all },
		...values.map((value) => ({ value, label: words(value) })),
	];
}
