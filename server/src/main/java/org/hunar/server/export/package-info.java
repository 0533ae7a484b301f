/**
 * What managers take away: tables of a programme as CSV, XLSX and JSON lines, each written from one snapshot as it is read,
 * so that a million rows take no more memory than a thousand. Scores and pairs are those of which the report is made, so
 * screen, JSON and export agree to the last digit. It owns no tables; nothing below it may call it. What the columns are:
 * {@code server/docs/exports.md}.
 */
package org.hunar.server.export;
