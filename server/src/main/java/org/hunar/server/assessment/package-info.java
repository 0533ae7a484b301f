/**
 * The central store of merged assessments. Keeps, of each assessment, the document that its operations fold to, and
 * the columns by which reports find it. Owns the table {@code assessments}. Written by {@code sync} alone, in the
 * transaction of a push; read by scoring and reports. Who wants to know of changes implements
 * {@link org.hunar.server.assessment.AssessmentListener} and is handed in.
 */
package org.hunar.server.assessment;
