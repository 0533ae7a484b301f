package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hunar.server.report.statistics.RaterAgreement;

/** {@code target, <rater>, <rater>, …}: one row for each work; works without one of the ratings are left out. */
final class RatingsCsv {
    private static final String TARGET = "target";

    private RatingsCsv() {}

    /** Ratings by work and rater. */
    static List<List<BigDecimal>> read(CsvFile file) {
        List<List<BigDecimal>> complete = new ArrayList<>();
        Set<String> targets = new HashSet<>();
        file.forEach(List.of(TARGET), row -> {
            if (!targets.add(row.text(TARGET))) {
                throw row.refuse(TARGET, "there is already a row for " + row.text(TARGET));
            }
            List<BigDecimal> ratings = new ArrayList<>();
            List<String> raters = row.columns().stream()
                    .filter(column -> !column.equals(TARGET))
                    .toList();
            raters.forEach(
                    rater -> row.optionalNumber(rater).ifPresent(rating -> ratings.add(RaterAgreement.level(rating))));
            if (ratings.size() == raters.size()) {
                complete.add(ratings);
            }
        });
        return complete;
    }
}
