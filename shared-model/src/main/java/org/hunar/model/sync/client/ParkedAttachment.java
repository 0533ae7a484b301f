package org.hunar.model.sync.client;

import org.hunar.model.assessment.AssessmentId;

/**
 * An attachment that does not go to the server. The answers of its assessment are not affected.
 *
 * @param sha256 64 hex digits
 * @param assessment that names it in an answer
 * @param detail for support, in English
 */
public record ParkedAttachment(String sha256, AssessmentId assessment, UploadProblem problem, String detail) {}
