package org.hunar.server.report.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.report.statistics.ScoredAssessment;

/** The groups to which a participant belongs: one of each dimension by which a report may be divided. */
public record Groups(String cohort, String province, String gender, String organisation) {
    /** Group of the people who have no such property; the brackets keep it apart from what people write. */
    public static final String NONE = "(none)";

    /** The dimension of which everybody is the one group. */
    static final String UNDIVIDED = ScoredAssessment.ALL;

    static final List<String> DIMENSIONS = List.of(UNDIVIDED, "cohort", "province", "gender", "organisation");

    static Groups of(String cohort, Optional<String> province, Optional<String> gender, Optional<String> organisation) {
        return new Groups(cohort, province.orElse(NONE), gender.orElse(NONE), organisation.orElse(NONE));
    }

    /** The group of each dimension. */
    Map<String, String> byDimension() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put(UNDIVIDED, ScoredAssessment.ALL);
        groups.put("cohort", cohort);
        groups.put("province", province);
        groups.put("gender", gender);
        groups.put("organisation", organisation);
        return groups;
    }

    void write(PackWriter out) {
        out.text(cohort).text(province).text(gender).text(organisation);
    }

    static Groups read(PackReader in) {
        return new Groups(in.text(), in.text(), in.text(), in.text());
    }
}
