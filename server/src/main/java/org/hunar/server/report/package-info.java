/**
 * The scored report of a programme: who came, what they gained and how sure one may be. It reads what the sub-package
 * {@code state} keeps up to date, in one consistent snapshot, and hands it to the statistics, pure functions in a package
 * of their own; the command {@code figures} runs the same functions on CSV files without a server. Managers
 * see every group; viewers see none so small that its figures speak of single people. Screens and exports may call it, so
 * that all agree to the last digit; nothing below it may.
 */
package org.hunar.server.report;
