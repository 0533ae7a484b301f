package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.scoring.Bands;
import org.hunar.model.scoring.ScoringRules;
import org.hunar.server.report.statistics.ReportSettings;

/**
 * The settings of a case; each may be absent.
 *
 * @param report of pairing, bands, targets
 * @param scoring of the half rule
 * @param unanswered what a keyed item left blank counts as
 * @param dif which groups are compared item by item
 */
record CaseSettings(ReportSettings report, ScoringRules scoring, Unanswered unanswered, Optional<Dif> dif) {
    /** What a keyed item or free text left blank counts as. */
    enum Unanswered {
        /** No points out of its weight. */
        WRONG,
        /** As if it had not been on the form. */
        NOT_ADMINISTERED,
        /** The same. */
        MISSING
    }

    /** The groups compared item by item: whether the focal one is put at a disadvantage. */
    record Dif(String reference, String focal) {}

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** @throws org.hunar.model.problem.InvalidException if a setting is not what it should be */
    static CaseSettings fromJson(JsonObject json) {
        ScoringRules scoring = json.optionalNumber("min_answered_share")
                .map(share -> new ScoringRules(between(json, "min_answered_share", share, BigDecimal.ONE)))
                .orElse(ScoringRules.STANDARD);
        Unanswered unanswered =
                json.optionalOneOf("unanswered", Unanswered.class).orElse(Unanswered.WRONG);
        Optional<Dif> dif =
                json.optionalObject("dif").map(groups -> new Dif(groups.text("reference"), groups.text("focal")));
        return new CaseSettings(report(json), scoring, unanswered, dif);
    }

    private static ReportSettings report(JsonObject json) {
        Optional<Instant> start = instant(json, "training_start");
        boolean oneTarget = json.asMap().get("target") instanceof BigDecimal;
        return new ReportSettings(
                json.optionalOneOf("pre_policy", AttemptPolicy.class)
                        .orElse(start.isPresent() ? AttemptPolicy.LAST : AttemptPolicy.FIRST),
                json.optionalOneOf("post_policy", AttemptPolicy.class).orElse(AttemptPolicy.FIRST),
                start,
                instant(json, "training_end"),
                bands(json),
                json.optionalNumber("rci_reliability")
                        .map(r -> between(json, "rci_reliability", r, BigDecimal.ONE)
                                .doubleValue()),
                json.optionalText("reference_group"),
                oneTarget ? json.number("target").doubleValue() : ReportSettings.FULL_TARGET,
                oneTarget ? Map.of() : bySkill(json, "target"),
                bySkill(json, "weights"));
    }

    private static Bands bands(JsonObject json) {
        List<BigDecimal> cuts = json.numbers("cuts");
        for (int i = 1; i < cuts.size(); i++) {
            if (cuts.get(i).compareTo(cuts.get(i - 1)) <= 0) {
                throw json.invalid("cuts", "must rise, but " + cuts.get(i) + " follows " + cuts.get(i - 1));
            }
        }
        List<String> labels = json.texts("bands");
        if (labels.stream().distinct().count() != labels.size()) {
            throw json.invalid("bands", "each band needs a label of its own");
        }
        try {
            return new Bands(
                    cuts,
                    labels,
                    json.optionalNumber("mastery").map(percent -> between(json, "mastery", percent, HUNDRED)));
        } catch (IllegalArgumentException e) {
            throw json.invalid("bands", e.getMessage());
        }
    }

    private static Map<String, Double> bySkill(JsonObject json, String name) {
        Map<String, Double> values = new TreeMap<>();
        json.optionalObject(name).ifPresent(object -> {
            for (String skill : object.names()) {
                BigDecimal value = object.number(skill);
                if (value.signum() < 0) {
                    throw object.invalid(skill, "must not be negative");
                }
                values.put(skill, value.doubleValue());
            }
        });
        return values;
    }

    private static Optional<Instant> instant(JsonObject json, String name) {
        boolean isDate = json.optionalText(name)
                .filter(text -> text.matches("\\d{4}-\\d{2}-\\d{2}"))
                .isPresent();
        return isDate ? json.optionalAs(name, CaseSettings::startOfDay) : json.optionalInstant(name);
    }

    private static Instant startOfDay(String date) {
        try {
            return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(date + " is not a date", e);
        }
    }

    private static BigDecimal between(JsonObject json, String name, BigDecimal value, BigDecimal most) {
        if (value.signum() < 0 || value.compareTo(most) > 0) {
            throw json.invalid(name, "lies between 0 and " + most + ", not " + value);
        }
        return value;
    }
}
