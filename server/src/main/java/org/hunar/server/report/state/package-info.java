/**
 * What keeps the report cheap: how each participant stands, and the sum of what they contribute, kept up to date in the
 * transaction that changes it. A report is then read from a few rows, however much came in; {@link
 * org.hunar.server.report.state.KeptState} reads it, {@link org.hunar.server.report.state.Standings} is told of changes.
 * Everything can be made anew from the assessments and their scores, and compared with that. It owns the tables {@code
 * standings}, {@code report_changes}, {@code report_state} and {@code report_heads}. The report feature may call it.
 */
package org.hunar.server.report.state;
