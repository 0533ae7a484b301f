/**
 * The scored report of a programme: paired figures, priorities and what explains them, from the scores that the scoring
 * feature keeps. It only reads and owns no tables. The statistics are pure functions in a package of their own; the
 * command {@code figures} runs them on CSV files without a server. Screens and exports may call it; nothing below it may.
 */
package org.hunar.server.report;
