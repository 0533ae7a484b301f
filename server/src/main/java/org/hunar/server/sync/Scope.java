package org.hunar.server.sync;

import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;

/** The names of the feeds: one a programme, one a cohort. */
final class Scope {
    static final String OF_A_COHORT = "cohort:";

    private Scope() {}

    /** The programme itself, its skills and its instruments. */
    static String of(ProgrammeId programme) {
        return "programme:" + programme;
    }

    /** The cohort itself, its roster and its assessments. */
    static String of(CohortId cohort) {
        return OF_A_COHORT + cohort;
    }
}
