/** What stands in a sentence: a name, a number, a day. */
export type Value = string | number;
