package org.hunar.model.programme;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.Timestamps;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * A training programme and the settings of its report.
 *
 * @param code unique over the server
 * @param title in the programme's languages
 * @param sector free text, for the portfolio
 * @param ministry free text, for the portfolio
 * @param trainingStart a PRE completed at or after it is not eligible
 * @param trainingEnd a POST completed before it is not eligible
 * @param prePolicy which PRE attempt counts; default LAST when trainingStart is known, else FIRST (scoring §5)
 * @param postPolicy which POST attempt counts; default FIRST
 * @param latePolicy whether assessments count that came after their cohort had closed; default COUNT
 * @param cuts cut scores in percent, rising
 * @param bands one label more than cuts
 * @param mastery percent at which a skill counts as mastered
 * @param rciReliability reliability r_xx for the reliable change index, 0 to 1
 * @param target percent to be reached, by skill; 100 where absent
 * @param weights weight of a skill's gap in the priorities; 1 where absent
 * @param minGroupSize smallest group that a viewer sees
 * @param minAnsweredShare least share of the ratings of a skill, by weight, that must be answered
 * @param consentRequired whether people are asked for their consent: the report tells how many gave it
 * @param retention how long is kept who people are
 */
public record Programme(
        ProgrammeId code,
        Translations title,
        Optional<String> sector,
        Optional<String> ministry,
        Optional<Instant> trainingStart,
        Optional<Instant> trainingEnd,
        AttemptPolicy prePolicy,
        AttemptPolicy postPolicy,
        LatePolicy latePolicy,
        List<BigDecimal> cuts,
        List<String> bands,
        Optional<BigDecimal> mastery,
        Optional<BigDecimal> rciReliability,
        Map<SkillId, BigDecimal> target,
        Map<SkillId, BigDecimal> weights,
        int minGroupSize,
        BigDecimal minAnsweredShare,
        boolean consentRequired,
        Retention retention) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int DEFAULT_MIN_GROUP_SIZE = 5;

    /** Reads a programme; the code may stand in the message or be known from the path. */
    public static Programme fromJson(ProgrammeId code, JsonObject json) {
        json.optionalAs("code", ProgrammeId::new)
                .filter(other -> !other.equals(code))
                .ifPresent(other -> {
                    throw json.invalid("code", "is " + other + ", but the path says " + code);
                });
        Optional<Instant> start = json.optionalInstant("training_start");
        Programme programme = new Programme(
                code,
                Translations.fromJson(
                        json.pointerTo("title"), json.object("title").asMap()),
                json.optionalText("sector"),
                json.optionalText("ministry"),
                start,
                json.optionalInstant("training_end"),
                json.optionalOneOf("pre_policy", AttemptPolicy.class)
                        .orElse(start.isPresent() ? AttemptPolicy.LAST : AttemptPolicy.FIRST),
                json.optionalOneOf("post_policy", AttemptPolicy.class).orElse(AttemptPolicy.FIRST),
                json.optionalOneOf("late_policy", LatePolicy.class).orElse(LatePolicy.COUNT),
                json.numbers("cuts"),
                json.texts("bands"),
                json.optionalNumber("mastery"),
                json.optionalNumber("rci_reliability"),
                bySkill(json, "target"),
                bySkill(json, "weights"),
                json.optionalInteger("min_group_size")
                        .map(size -> groupSize(json, size))
                        .orElse(DEFAULT_MIN_GROUP_SIZE),
                json.optionalNumber("min_answered_share").orElse(HALF),
                json.flag("consent_required", false),
                json.optionalObject("retention").map(Retention::fromJson).orElse(Retention.FOR_GOOD));
        programme.check(json);
        return programme;
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code.value())
                .put("title", title.byLanguage())
                .put("sector", sector)
                .put("ministry", ministry)
                .put("training_start", trainingStart.map(Timestamps::format))
                .put("training_end", trainingEnd.map(Timestamps::format))
                .put("pre_policy", prePolicy.name())
                .put("post_policy", postPolicy.name())
                .put("late_policy", latePolicy.name())
                .put("cuts", cuts)
                .put("bands", bands)
                .put("mastery", mastery)
                .put("rci_reliability", rciReliability)
                .put("target", byCode(target))
                .put("weights", byCode(weights))
                .put("min_group_size", minGroupSize)
                .put("min_answered_share", minAnsweredShare)
                .put("consent_required", consentRequired ? Boolean.TRUE : null)
                .put("retention", retention.toJson())
                .toMap();
    }

    private void check(JsonObject json) {
        for (int i = 0; i < cuts.size(); i++) {
            requirePercent(json, "cuts", cuts.get(i));
            if (i > 0 && cuts.get(i).compareTo(cuts.get(i - 1)) <= 0) {
                throw json.invalid("cuts", "must rise, but " + cuts.get(i) + " follows " + cuts.get(i - 1));
            }
        }
        if (!cuts.isEmpty() && bands.size() != cuts.size() + 1 || cuts.isEmpty() && bands.size() > 1) {
            throw json.invalid("bands", cuts.size() + " cuts need " + (cuts.size() + 1) + " bands");
        }
        if (bands.stream().distinct().count() != bands.size()) {
            throw json.invalid("bands", "each band needs a label of its own");
        }
        mastery.ifPresent(percent -> requirePercent(json, "mastery", percent));
        rciReliability.ifPresent(r -> requireBetween(json, "rci_reliability", r, BigDecimal.ONE));
        requireBetween(json, "min_answered_share", minAnsweredShare, BigDecimal.ONE);
        target.values().forEach(percent -> requirePercent(json, "target", percent));
        weights.values().forEach(weight -> {
            if (weight.signum() < 0) {
                throw json.invalid("weights", "must not be negative");
            }
        });
        if (trainingStart.isPresent()
                && trainingEnd.isPresent()
                && trainingEnd.get().isBefore(trainingStart.get())) {
            throw json.invalid("training_end", "is before training_start");
        }
    }

    private static int groupSize(JsonObject json, long size) {
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw json.invalid("min_group_size", "lies between 1 and " + Integer.MAX_VALUE);
        }
        return (int) size;
    }

    private static void requirePercent(JsonObject json, String name, BigDecimal percent) {
        requireBetween(json, name, percent, HUNDRED);
    }

    private static void requireBetween(JsonObject json, String name, BigDecimal value, BigDecimal most) {
        if (value.signum() < 0 || value.compareTo(most) > 0) {
            throw json.invalid(name, "lies between 0 and " + most + ", not " + value);
        }
    }

    private static Map<String, Object> byCode(Map<SkillId, BigDecimal> values) {
        Map<String, Object> byCode = new TreeMap<>();
        values.forEach((skill, value) -> byCode.put(skill.value(), value));
        return byCode;
    }

    private static Map<SkillId, BigDecimal> bySkill(JsonObject json, String name) {
        Map<SkillId, BigDecimal> values = new TreeMap<>();
        json.optionalObject(name).ifPresent(object -> {
            for (String skill : object.names()) {
                try {
                    values.put(new SkillId(skill), object.number(skill));
                } catch (IllegalArgumentException e) {
                    throw object.invalid(skill, e.getMessage());
                }
            }
        });
        return Collections.unmodifiableMap(values);
    }
}
