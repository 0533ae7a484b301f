/**
 * The command {@code figures}: the report's figures for a folder of CSV files, without a server, for paper results in a
 * spreadsheet and for checking us against R. It reads {@code case.json} and the inputs this names, refuses bad input with
 * file, line and column, and prints the same nested JSON as the programme report, computed by the same code. It owns no
 * tables. Each section of the report is one class here; only the application's list of commands names the package.
 */
package org.hunar.server.report.figures;
