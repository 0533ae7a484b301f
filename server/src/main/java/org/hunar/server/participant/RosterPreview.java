package org.hunar.server.participant;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.storage.Transaction;

/** What a roster would do, row by row, with those rows at which somebody should look twice. */
final class RosterPreview {
    private static final int PAGE = 1000;

    private final Map<Integer, RosterEntry> entries = new HashMap<>();
    private final Map<String, List<ParticipantRecord>> byName = new HashMap<>();
    private final Map<String, Integer> firstRow = new HashMap<>();

    /** To be made before the rows are taken. */
    RosterPreview(
            Transaction tx,
            ProgrammeId programme,
            Collection<CohortId> cohorts,
            Participants participants,
            List<RosterEntry> rows) {
        rows.forEach(entry -> entries.put(entry.row(), entry));
        rows.forEach(entry -> names(entry.fields()).forEach(name -> firstRow.putIfAbsent(name, entry.row())));
        everybody(tx, programme, cohorts, participants)
                .forEach(record -> names(record.doc())
                        .filter(firstRow::containsKey)
                        .forEach(name -> byName.computeIfAbsent(name, first -> new ArrayList<>())
                                .add(record)));
    }

    /**
     * A row and what it would do.
     *
     * @param fields as the row has them
     * @param alike people of the programme who have the same name, where the row would add one more
     * @param earlier row of the same roster with the same name, where both would add somebody
     */
    record Row(
            Roster.Result result,
            Map<String, Object> fields,
            List<ParticipantRecord> alike,
            Optional<Integer> earlier) {
        /** Two people may have one name; so this is a question, and no error. */
        boolean isDoubtful() {
            return !alike.isEmpty() || earlier.isPresent();
        }

        Map<String, Object> toJson() {
            Map<String, Object> json = result.toJson();
            json.put("effect", isDoubtful() ? "DOUBTFUL" : result.effect().name());
            json.put("fields", fields);
            if (isDoubtful()) {
                json.put("alike", alike.stream().map(Row::who).toList());
                earlier.ifPresent(row -> json.put("same_name_as_row", row));
            }
            return json;
        }

        private static Map<String, Object> who(ParticipantRecord record) {
            return new JsonFields()
                    .putText("id", record.id())
                    .put("number", record.doc().get(ParticipantFields.NUMBER))
                    .put("name", record.doc().get(ParticipantFields.NAME))
                    .put("cohort", record.cohort().value())
                    .toMap();
        }
    }

    List<Row> of(List<Roster.Result> results) {
        return results.stream().map(this::row).toList();
    }

    private Row row(Roster.Result result) {
        RosterEntry entry = entries.get(result.row());
        if (result.effect() != Roster.Effect.NEW) {
            return new Row(result, entry.fields(), List.of(), Optional.empty());
        }
        Collection<String> names = names(entry.fields()).toList();
        List<ParticipantRecord> alike = names.stream()
                .flatMap(name -> byName.getOrDefault(name, List.of()).stream())
                .distinct()
                .toList();
        Optional<Integer> earlier = names.stream()
                .map(firstRow::get)
                .filter(row -> row < result.row())
                .findFirst();
        return new Row(result, entry.fields(), alike, earlier);
    }

    private static List<ParticipantRecord> everybody(
            Transaction tx, ProgrammeId programme, Collection<CohortId> cohorts, Participants participants) {
        List<ParticipantRecord> all = new ArrayList<>();
        Optional<ParticipantId> after = Optional.empty();
        List<ParticipantRecord> page;
        do {
            page = participants.page(tx, programme, cohorts, after, PAGE);
            page.stream().filter(record -> !record.removed()).forEach(all::add);
            after = page.isEmpty()
                    ? after
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
        return all;
    }

    /** However it is typed: letters of either width and case, spaces as they come. */
    private static Stream<String> names(Map<String, Object> fields) {
        return Stream.of(ParticipantFields.NAME, ParticipantFields.NAME_LATIN)
                .map(fields::get)
                .filter(String.class::isInstance)
                .map(name -> Normalizer.normalize((String) name, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .strip()
                        .replaceAll("\\s+", " "))
                .distinct();
    }
}
