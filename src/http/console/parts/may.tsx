import { type Child, createContext, useContext } from "hono/jsx";

/** Whether whoever looks at the page may follow that link or send that form; what they may not is not shown. */
export const May = createContext<(method: "GET" | "POST", address: string) => boolean>(() => true);

/** The fields of a form that goes to that address: who may not send it reads them, and can't type into them. */
export function MayFill(props: { post: string; children?: Child }) {
	const may = useContext(May)("POST", props.post);
	return (
		<fieldset class="filled" disabled={!may}>
			{props.children}
		</fieldset>
	);
}

/** What is only there for those who may send a form to that address. */
export function IfMay(props: { post: string; otherwise?: Child; children?: Child }) {
	return <>{useContext(May)("POST", props.post) ? props.children : props.otherwise}</>;
}
