/**
 * Scores of assessments, by the scoring rules that phone and server share. Keeps one row for the whole of an assessment
 * and one for each of its skills, so that a report need not read the answers again. Owns the table {@code scores}. Told
 * of changed assessments and of corrected keys in the transaction that changes them, so that a score is never older than
 * what it scores. Read by reports, and by whoever shows an assessment; written by nobody else.
 */
package org.hunar.server.scoring;
