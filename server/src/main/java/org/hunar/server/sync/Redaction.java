package org.hunar.server.sync;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.Consent;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.ParticipantFields;

/**
 * What is left of an operation when the person whom it is about is erased: what reports count by, what scores are made of,
 * and what holds the log together. Everything else goes, also what this version does not know: one field forgotten is one
 * person found.
 */
final class Redaction {
    /** In place of the hash: from that of a name and a time the name could be guessed. */
    static final String HASH = "0".repeat(64);

    /** In place of a text that may not be missing. */
    private static final String GONE = "erased";

    private static final String REASON = "reason";

    private static final Set<String> LOG = Set.of("into", "decides", "accepted", "rejected", "merged", "voided");
    private static final Set<String> PARTICIPANT = Set.of(
            ParticipantFields.COHORT,
            ParticipantFields.GENDER,
            ParticipantFields.PROVINCE,
            ParticipantFields.ORGANISATION);
    private static final Set<String> ASSESSMENT = Set.of(
            AssessmentFields.PARTICIPANT,
            AssessmentFields.INSTRUMENT,
            AssessmentFields.VERSION,
            AssessmentFields.PHASE,
            AssessmentFields.ATTEMPT,
            AssessmentFields.STARTED_AT,
            AssessmentFields.COMPLETED_AT);

    private final Optional<Instrument> instrument;

    /** @param instrument that the operation's answers are to; without it no answer can be told from a name */
    Redaction(Optional<Instrument> instrument) {
        this.instrument = instrument;
    }

    Operation of(Operation operation) {
        Map<String, Object> body = new LinkedHashMap<>();
        Set<String> kept = operation.entity().type() == EntityType.PARTICIPANT ? PARTICIPANT : ASSESSMENT;
        operation.body().forEach((name, value) -> {
            if (kept.contains(name) || LOG.contains(name)) {
                body.put(name, value);
            }
        });
        if (operation.body().get(ParticipantFields.CONSENT) instanceof Map<?, ?> consent) {
            consent(consent).ifPresent(each -> body.put(ParticipantFields.CONSENT, each.toJson()));
        }
        if (operation.kind() == OperationKind.VOID || operation.kind() == OperationKind.MERGE) {
            body.put(REASON, GONE);
        }
        if (operation.entity().type() == EntityType.ASSESSMENT
                && operation.body().get(Document.ANSWERS) instanceof Map<?, ?> answers) {
            body.put(Document.ANSWERS, answers(answers));
        }
        return operation.withBody(body);
    }

    /** That it was given stays, to show that the statistics may: of its own fields, and no others. */
    private static Optional<Consent> consent(Map<?, ?> consent) {
        try {
            return Optional.of(Consent.fromJson(JsonObject.of("", consent)));
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    /** The texts of fields of a participant that go. */
    static Set<String> texts(Operation operation) {
        return texts(operation, field -> true);
    }

    /** Those of {@link #texts} that are names, also of fields that this version does not know: {@code father_name}. */
    static Set<String> names(Operation operation) {
        return texts(operation, field -> field.contains(ParticipantFields.NAME));
    }

    private static Set<String> texts(Operation operation, Predicate<String> fields) {
        Set<String> texts = new HashSet<>();
        if (operation.entity().type() == EntityType.PARTICIPANT && operation.kind() == OperationKind.PUT) {
            operation.body().forEach((name, value) -> {
                if (!PARTICIPANT.contains(name) && fields.test(name) && value instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    private Map<String, Object> answers(Map<?, ?> answers) {
        Map<String, Object> kept = new LinkedHashMap<>();
        answers.forEach((code, answer) -> instrument
                .map(each -> each.items().get((String) code))
                .filter(item -> item.type().isScored())
                .ifPresent(item -> kept.put((String) code, answer(item, answer))));
        return kept;
    }

    /** Of a work that is rated the ratings; of one that waits to be rated, that it does. */
    private static Object answer(Item item, Object answer) {
        if (item.type() != ItemType.FREE_TEXT) {
            return answer;
        }
        if (answer instanceof Map<?, ?> rated) {
            return rated.get("ratings");
        }
        Answer given = Answer.fromJson("", answer);
        return given instanceof Answer.Text && given.asNumber().isEmpty() ? GONE : answer;
    }
}
