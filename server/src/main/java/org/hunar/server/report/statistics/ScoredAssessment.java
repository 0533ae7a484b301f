package org.hunar.server.report.statistics;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.programme.Phase;

/**
 * One attempt of one participant with its percent scores.
 *
 * @param group property of the participant by which figures are grouped, if known
 * @param attempt number of the attempt in its phase, from 1
 * @param completedAt absent when not known: such an attempt counts as the earliest, and no window leaves it out
 * @param completed whether it counts at all: not in progress, void, in review or waiting for a rating
 * @param skills percent by skill, 0 to 100; absent for a skill without a score
 * @param total percent over all skills; absent without a score
 */
public record ScoredAssessment(
        String participant,
        Optional<String> group,
        Phase phase,
        int attempt,
        Optional<Instant> completedAt,
        boolean completed,
        Map<String, Optional<Double>> skills,
        Optional<Double> total) {

    /** The name of the total among skills, and of everybody among groups. */
    public static final String ALL = "*";

    public ScoredAssessment {
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }

    /** Percent of a skill, or of the total for {@link #ALL}. */
    public Optional<Double> percent(String scale) {
        return scale.equals(ALL) ? total : skills.getOrDefault(scale, Optional.empty());
    }
}
