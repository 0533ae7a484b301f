package org.hunar.server.openrosa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.auth.Caller;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** The people whom a caller may assess, as the list of entities that phones choose from. */
final class RosterList {
    /** Properties of the list; a phone adds columns of its own that begin with two underscores. */
    private static final List<String> PROPERTIES = List.of(
            ParticipantFields.NUMBER,
            ParticipantFields.COHORT,
            ParticipantFields.NAME_LATIN,
            ParticipantFields.GENDER,
            ParticipantFields.PROVINCE,
            ParticipantFields.ORGANISATION);

    private static final int PAGE = 2_000;

    private final Database database;
    private final Programmes programmes;
    private final Participants participants;

    RosterList(Database database, Programmes programmes, Participants participants) {
        this.database = database;
        this.programmes = programmes;
        this.participants = participants;
    }

    /** @param version of the list, by which a phone tells whether it has it */
    record Csv(String version, byte[] bytes) {}

    /** Changes whenever the list does, and costs no name to be opened. */
    String version(Caller caller, ProgrammeId programme) {
        return database.inSnapshot(tx -> version(tx, programme, cohorts(tx, caller, programme)));
    }

    /** The list as one snapshot shows it. */
    Csv csv(Caller caller, ProgrammeId programme) {
        return database.inSnapshot(tx -> {
            Set<CohortId> cohorts = cohorts(tx, caller, programme);
            return new Csv(version(tx, programme, cohorts), bytes(tx, programme, cohorts));
        });
    }

    /** Those of the ids that were participants of the programme and are no longer. */
    Set<String> removed(ProgrammeId programme, Collection<String> ids) {
        List<ParticipantId> known = ids.stream()
                .flatMap(id -> Convention.uuid(id).stream())
                .map(ParticipantId::new)
                .toList();
        Set<String> removed = new HashSet<>();
        database.inSnapshot(tx -> participants.find(tx, known)).values().stream()
                .filter(record -> record.removed() && record.programme().equals(programme))
                .forEach(record -> removed.add(record.id().toString()));
        return removed;
    }

    private String version(Transaction tx, ProgrammeId programme, Set<CohortId> cohorts) {
        MessageDigest digest = Md5.digest();
        participants.versions(tx, programme, cohorts, line -> digest.update(line.getBytes(StandardCharsets.US_ASCII)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private Set<CohortId> cohorts(Transaction tx, Caller caller, ProgrammeId programme) {
        return caller.manages(programme)
                ? programmes.cohorts(tx, programme).keySet()
                : Set.copyOf(caller.cohorts(programme));
    }

    private byte[] bytes(Transaction tx, ProgrammeId programme, Set<CohortId> cohorts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CSVPrinter csv =
                new CSVPrinter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
            List<String> header = new ArrayList<>(List.of("name", "label", "__version"));
            header.addAll(PROPERTIES);
            csv.printRecord(header);
            Optional<ParticipantId> after = Optional.empty();
            List<ParticipantRecord> page;
            do {
                page = participants.page(tx, programme, cohorts, after, PAGE);
                for (ParticipantRecord record : page) {
                    csv.printRecord(row(record));
                    after = Optional.of(record.id());
                }
            } while (page.size() == PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Object> row(ParticipantRecord record) {
        List<Object> row = new ArrayList<>(List.of(record.id(), label(record), record.rev()));
        PROPERTIES.forEach(property -> row.add(text(record, property).orElse("")));
        return row;
    }

    /** The name, and the number with it, since two people of one cohort may well have the same name. Never empty. */
    static String label(ParticipantRecord record) {
        Optional<String> name = text(record, ParticipantFields.NAME);
        Optional<String> number = text(record, ParticipantFields.NUMBER);
        return name.map(text -> text + number.map(each -> " (" + each + ")").orElse(""))
                .or(() -> number)
                .orElse(record.id().toString());
    }

    private static Optional<String> text(ParticipantRecord record, String field) {
        return record.doc().get(field) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
