import { createContext } from "hono/jsx";

/** Whether whoever looks at the page may follow that link or send that form; what they may not is not shown. */
export const May = createContext<(method: "GET" | "POST", address: string) => boolean>(() => true);
