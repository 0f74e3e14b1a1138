import { type Child, createContext, useContext } from "hono/jsx";

/** Whether whoever looks at the page may follow that link or send that form; what they may not is not shown. */
export const May = createContext<(method: "GET" | "POST", address: string) => boolean>(() => true);

/** What is only there for those who may send a form to that address. */
export function IfMay(props: { post: string; otherwise?: Child; children?: Child }) {
	return <>{useContext(May)("POST", props.post) ? props.children : props.otherwise}</>;
}
