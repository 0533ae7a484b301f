package org.hunar.server.report.pairing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.report.pairing.DeskDao.Person;
import org.hunar.server.report.pairing.Sitting.Attempt;
import org.hunar.server.report.statistics.ReportSettings;

/** The people of a page with their assessments, each with the reason for which it counts or does not. */
final class Explained {
    private final Programme programme;
    private final ReportSettings settings;
    private final Map<UUID, List<Sitting>> sittings = new HashMap<>();
    private final Set<UUID> duplicates = new HashSet<>();
    private final Map<UUID, Set<Phase>> inReview = new HashMap<>();

    /**
     * @param all PREs and POSTs of the people, in the order in which they were captured
     * @param waiting what is set by operations that wait for a manager, and of which there is no assessment yet
     */
    Explained(Programme programme, Collection<Sitting> all, Collection<JsonObject> waiting) {
        this.programme = programme;
        this.settings = ReportSettings.of(programme);
        Set<Attempt> claimed = new HashSet<>();
        for (Sitting each : all) {
            sittings.computeIfAbsent(each.participant(), id -> new ArrayList<>())
                    .add(each);
            boolean competes =
                    each.status() == AssessmentStatus.COMPLETED && !each.isLeftOutAsLate(programme.latePolicy());
            if (competes && !claimed.add(each.attempt())) {
                duplicates.add(each.id());
            }
        }
        waiting.stream()
                .filter(body -> body.has(AssessmentFields.PARTICIPANT) && body.has(AssessmentFields.PHASE))
                .forEach(
                        body -> inReview.computeIfAbsent(body.uuid(AssessmentFields.PARTICIPANT), id -> new HashSet<>())
                                .add(body.oneOf(AssessmentFields.PHASE, Phase.class)));
    }

    Map<String, Object> toJson(DeskList list, Person person) {
        List<Sitting> own = sittings.getOrDefault(person.id(), List.of());
        List<Reason> reasons = reasons(list, person);
        return new JsonFields()
                .put("participant", participant(person))
                .put("reason", reasons.get(0).code())
                .put("text", reasons.get(0).text().byLanguage())
                .put("also", reasons.stream().skip(1).map(Reason::toJson).toList())
                .put("pre", one(own, person.pre()))
                .put("post", one(own, person.post()))
                .put(
                        "others",
                        own.stream()
                                .filter(each -> !isChosen(person, each))
                                .map(this::withReason)
                                .toList())
                .toMap();
    }

    /** At least one. */
    private List<Reason> reasons(DeskList list, Person person) {
        return switch (list) {
            case PRE_ONLY -> List.of(missing(person, Phase.POST));
            case POST_ONLY -> List.of(missing(person, Phase.PRE));
            case AMBIGUOUS -> ambiguous(person);
        };
    }

    private Reason missing(Person person, Phase phase) {
        Stream<Verdict> ofAssessments = sittings.getOrDefault(person.id(), List.of()).stream()
                .filter(each -> each.phase() == phase)
                .map(this::verdict);
        boolean review = inReview.getOrDefault(person.id(), Set.of()).contains(phase);
        Stream<Verdict> waiting = review ? Stream.of(Verdict.IN_REVIEW) : Stream.empty();
        Verdict nearest =
                Stream.concat(ofAssessments, waiting).min(Verdict::compareTo).orElse(Verdict.MISSING);
        return Reason.of(nearest, phase);
    }

    private List<Reason> ambiguous(Person person) {
        List<Reason> reasons = new ArrayList<>();
        if (person.duplicates() > 0) {
            reasons.add(Reason.duplicateAttempt());
        }
        if (person.pres() > 1) {
            reasons.add(Reason.severalEligible(Phase.PRE, person.pres(), programme.prePolicy()));
        }
        if (person.posts() > 1) {
            reasons.add(Reason.severalEligible(Phase.POST, person.posts(), programme.postPolicy()));
        }
        return reasons;
    }

    /** Why an assessment that was not chosen was not. */
    private Verdict verdict(Sitting sitting) {
        if (sitting.status() != AssessmentStatus.COMPLETED) {
            return sitting.status() == AssessmentStatus.VOID ? Verdict.VOID : Verdict.IN_PROGRESS;
        }
        if (sitting.isLeftOutAsLate(programme.latePolicy())) {
            return Verdict.LATE;
        }
        if (duplicates.contains(sitting.id())) {
            return Verdict.DUPLICATE_ATTEMPT;
        }
        if (sitting.score().isEmpty()) {
            return Verdict.NOT_SCORED;
        }
        if (sitting.score().get() == ScoreStatus.PENDING_RATING) {
            return Verdict.PENDING_RATING;
        }
        boolean inWindow = sitting.completedAt()
                .map(completed -> settings.isInWindow(sitting.phase(), completed))
                .orElse(true);
        return inWindow ? Verdict.NOT_CHOSEN : Verdict.OUTSIDE_WINDOW;
    }

    private Map<String, Object> withReason(Sitting sitting) {
        Map<String, Object> json = new LinkedHashMap<>(sitting.toJson());
        json.putAll(Reason.of(verdict(sitting), sitting.phase()).toJson());
        return json;
    }

    private static Optional<Map<String, Object>> one(List<Sitting> own, Optional<UUID> chosen) {
        return own.stream()
                .filter(each -> chosen.filter(each.id()::equals).isPresent())
                .findFirst()
                .map(Sitting::toJson);
    }

    private static boolean isChosen(Person person, Sitting sitting) {
        return Stream.of(person.pre(), person.post()).flatMap(Optional::stream).anyMatch(sitting.id()::equals);
    }

    static Map<String, Object> participant(Person person) {
        return new JsonFields()
                .putText("id", person.id())
                .put("number", person.doc().optionalText(ParticipantFields.NUMBER))
                .put("name", person.doc().optionalText(ParticipantFields.NAME))
                .put("name_latin", person.doc().optionalText(ParticipantFields.NAME_LATIN))
                .put("cohort", person.cohort())
                .toMap();
    }
}
