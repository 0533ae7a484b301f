package org.hunar.server.report.figures;

import java.util.Map;

/** One section of the figures: from the inputs of a case to the nested tree under the section's name. */
@FunctionalInterface
interface Section {
    /** @throws InputException if the inputs it needs are not there or not right */
    Map<String, Object> compute(CaseData data);
}
