package org.hunar.server.report.figures;

import java.util.Map;
import org.hunar.model.assessment.Answer;

/**
 * The answers of one assessment.
 *
 * @param answers by item; an item that is not there was not administered
 */
record AnswerSheet(Attempt attempt, SheetHead head, Map<String, Answer> answers) {}
