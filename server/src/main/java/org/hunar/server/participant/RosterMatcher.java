package org.hunar.server.participant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/**
 * Tells for the rows of one roster whom they speak of: by id, else by number, else by their whole content; never by name,
 * since two people may have the same name in the same department. Needs two queries, however many rows there are.
 */
final class RosterMatcher {
    private final Transaction tx;
    private final ProgrammeId programme;
    private final Participants participants;
    private final Map<Integer, ParticipantId> candidates = new LinkedHashMap<>();
    private final Map<ParticipantId, ParticipantRecord> byId;
    private final Map<String, List<ParticipantRecord>> byNumber;
    private final Set<ParticipantId> seen = new HashSet<>();

    /** @param entries those rows that are good by themselves */
    RosterMatcher(Transaction tx, ProgrammeId programme, Participants participants, List<RosterEntry> entries) {
        this.tx = tx;
        this.programme = programme;
        this.participants = participants;
        Map<Map<String, Object>, Integer> occurrences = new HashMap<>();
        for (RosterEntry entry : entries) {
            int occurrence = occurrences.merge(entry.body(), 1, Integer::sum) - 1;
            candidates.put(entry.row(), candidate(entry, occurrence));
        }
        Set<String> numbers =
                entries.stream().flatMap(entry -> entry.number().stream()).collect(Collectors.toSet());
        this.byId = new HashMap<>(participants.find(tx, candidates.values()));
        this.byNumber = participants.findByNumber(tx, programme, numbers);
    }

    /**
     * Whom a row speaks of.
     *
     * @param known what is known of the participant, if anything
     * @param taken whether the row says nothing new
     */
    record Match(ParticipantId id, Optional<ParticipantRecord> known, boolean taken) {}

    /** @throws InvalidException if that cannot be told, or an earlier row of this roster speaks of the same */
    Match match(RosterEntry entry) {
        Match match = entry.id().isPresent()
                ? byId(entry)
                : entry.number().isPresent() ? byNumber(entry, entry.number().get()) : byContent(entry);
        if (match.known().filter(ParticipantRecord::isErased).isPresent()) {
            throw refuse(
                    entry,
                    "number",
                    "ERASED",
                    "this person was erased and is not brought back: leave the row out, or give another person an id");
        }
        if (!seen.add(match.id())) {
            throw refuse(entry, "number", "DUPLICATE_ROW", "an earlier row is about the same participant");
        }
        return match;
    }

    private Match byId(RosterEntry entry) {
        ParticipantId id = candidates.get(entry.row());
        Optional<ParticipantRecord> known = Optional.ofNullable(byId.get(id));
        if (known.filter(record -> !record.programme().equals(programme)).isPresent()) {
            throw refuse(entry, "id", "ELSEWHERE", "the id belongs to another programme");
        }
        return new Match(id, known, known.filter(record -> holds(record, entry)).isPresent());
    }

    private Match byNumber(RosterEntry entry, String number) {
        List<ParticipantRecord> all = byNumber.getOrDefault(number, List.of());
        List<ParticipantRecord> present =
                all.stream().filter(record -> !record.removed()).toList();
        // Who was removed stays so: the row becomes an operation on the removed one, for a manager to look at.
        List<ParticipantRecord> known = present.isEmpty() ? all : present;
        if (known.size() > 1) {
            throw refuse(entry, "number", "AMBIGUOUS_NUMBER", known.size() + " participants have it: give the id");
        }
        return known.stream()
                .findFirst()
                .map(record -> new Match(record.id(), Optional.of(record), holds(record, entry)))
                .orElseGet(() -> byIdOfNumber(entry, number));
    }

    /** Who was made of this very row may have been corrected since, and the old roster must not undo that. */
    private Match byContent(RosterEntry entry) {
        ParticipantId id = candidates.get(entry.row());
        Optional<ParticipantRecord> known = Optional.ofNullable(byId.get(id));
        return new Match(id, known, known.isPresent());
    }

    private Match byIdOfNumber(RosterEntry entry, String number) {
        ParticipantId id = freeId(entry, number);
        return new Match(id, Optional.ofNullable(byId.get(id)), false);
    }

    /** The id that follows from the number, unless somebody has it who was given another number since. */
    private ParticipantId freeId(RosterEntry entry, String number) {
        ParticipantId id = candidates.get(entry.row());
        if (Optional.ofNullable(byId.get(id))
                .filter(ParticipantRecord::isErased)
                .isPresent()) {
            return id;
        }
        for (int attempt = 1; byId.containsKey(id); attempt++) {
            id = RosterIds.ofNumber(programme, number, attempt);
            byId.putAll(participants.find(tx, List.of(id)));
        }
        return id;
    }

    private ParticipantId candidate(RosterEntry entry, int occurrence) {
        return entry.id()
                .or(() -> entry.number().map(number -> RosterIds.ofNumber(programme, number, 0)))
                .orElseGet(() -> RosterIds.ofContent(programme, entry.body(), occurrence));
    }

    private static boolean holds(ParticipantRecord record, RosterEntry entry) {
        return !record.removed() && entry.isIn(record.doc());
    }

    private static InvalidException refuse(RosterEntry entry, String field, String code, String message) {
        return new InvalidException(List.of(entry.violation(field, code, message)));
    }
}
