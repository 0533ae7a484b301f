package org.hunar.server.report.statistics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.scoring.Percent;

/**
 * Which attempt of each participant counts in each phase. An attempt is chosen for the whole assessment, not skill by
 * skill, so that a person's figures all speak of the same day. The choice does not depend on the order of arrival.
 */
public final class Pairing {
    /** A participant's chosen attempts. */
    public record Person(
            String participant,
            Optional<String> group,
            Optional<ScoredAssessment> pre,
            Optional<ScoredAssessment> post) {

        public Optional<Double> pre(String scale) {
            return pre.flatMap(attempt -> attempt.percent(scale));
        }

        public Optional<Double> post(String scale) {
            return post.flatMap(attempt -> attempt.percent(scale));
        }
    }

    /** By completion, then by attempt; the rest only makes the order total when two attempts claim the same place. */
    private static final Comparator<ScoredAssessment> BY_TIME = Comparator.comparing(
                    (ScoredAssessment attempt) -> attempt.completedAt().orElse(Instant.MIN))
            .thenComparing(ScoredAssessment::attempt)
            .thenComparing(Pairing::totalKey)
            .thenComparing(attempt -> attempt.skills().toString());

    private final ReportSettings settings;
    private final List<Person> people;
    private final SortedSet<String> skills = new TreeSet<>();
    private final SortedSet<String> groups = new TreeSet<>();

    private Pairing(ReportSettings settings, Collection<ScoredAssessment> assessments) {
        this.settings = settings;
        SortedMap<String, List<ScoredAssessment>> byParticipant = new TreeMap<>();
        for (ScoredAssessment assessment : assessments) {
            skills.addAll(assessment.skills().keySet());
            assessment.group().ifPresent(groups::add);
            byParticipant
                    .computeIfAbsent(assessment.participant(), name -> new ArrayList<>())
                    .add(assessment);
        }
        List<Person> chosen = new ArrayList<>();
        byParticipant.forEach((participant, attempts) -> chosen.add(choose(participant, attempts)));
        people = Collections.unmodifiableList(chosen);
    }

    /** Chooses among the attempts by the programme's window and policies. */
    public static Pairing of(ReportSettings settings, Collection<ScoredAssessment> assessments) {
        return new Pairing(settings, assessments);
    }

    public ReportSettings settings() {
        return settings;
    }

    /** Everybody with an assessment, by participant. */
    public List<Person> people() {
        return people;
    }

    public SortedSet<String> skills() {
        return Collections.unmodifiableSortedSet(skills);
    }

    public SortedSet<String> groups() {
        return Collections.unmodifiableSortedSet(groups);
    }

    private Person choose(String participant, List<ScoredAssessment> attempts) {
        Optional<String> group =
                attempts.stream().flatMap(attempt -> attempt.group().stream()).min(Comparator.naturalOrder());
        return new Person(
                participant,
                group,
                choose(attempts, Phase.PRE, settings.prePolicy()),
                choose(attempts, Phase.POST, settings.postPolicy()));
    }

    private Optional<ScoredAssessment> choose(List<ScoredAssessment> attempts, Phase phase, AttemptPolicy policy) {
        List<ScoredAssessment> eligible = attempts.stream()
                .filter(attempt -> attempt.phase() == phase && isEligible(attempt))
                .toList();
        return switch (policy) {
            case FIRST -> eligible.stream().min(BY_TIME);
            case LAST -> eligible.stream().max(BY_TIME);
            case BEST ->
                eligible.stream().max(Comparator.comparing(Pairing::totalKey).thenComparing(BY_TIME.reversed()));
        };
    }

    /** Whether the attempt may be chosen in its phase. */
    public boolean isEligible(ScoredAssessment attempt) {
        return attempt.completed() && isInWindow(attempt);
    }

    private boolean isInWindow(ScoredAssessment attempt) {
        if (attempt.completedAt().isEmpty()) {
            return true;
        }
        Instant completed = attempt.completedAt().get();
        return attempt.phase() == Phase.PRE
                ? settings.trainingStart().map(completed::isBefore).orElse(true)
                : settings.trainingEnd().map(end -> !completed.isBefore(end)).orElse(true);
    }

    private static long totalKey(ScoredAssessment attempt) {
        return attempt.total().map(Percent::key9).orElse(Long.MIN_VALUE);
    }
}
