/** Nothing: a long page has this between its rows, so that the browser reads it in several tasks and answers in between. */
export {}
