/**
 * The figures of the scored report, as pure functions of scored assessments. It is for everything that reports: the
 * programme report, its exports and the command {@code figures} all compute here, so they agree to the last digit. It
 * owns no tables and reads no clock, no database and no files. Inside, an undefined figure is NaN, which spreads through
 * arithmetic by itself; {@link org.hunar.server.report.statistics.Figures} writes it as null. The report feature and the
 * commands may call it.
 */
package org.hunar.server.report.statistics;
