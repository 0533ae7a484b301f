package org.hunar.server.openrosa;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.XForm;
import org.hunar.server.instrument.XForms;
import org.hunar.server.storage.Database;

/** The forms of a programme as phones know them. Whoever asks has checked what the caller may see. */
final class Forms {
    private static final int MOST_REMEMBERED = 2_000;

    private final Database database;
    private final Instruments instruments;
    private final XForms xforms;
    private final Cache<Key, FormFile> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private record Key(ProgrammeId programme, InstrumentVersion id) {}

    Forms(Database database, Instruments instruments, XForms xforms) {
        this.database = database;
        this.instruments = instruments;
        this.xforms = xforms;
    }

    /** The newest version of each form. Fails as a whole: a phone deletes what a list does not name. */
    List<FormFile> newest(ProgrammeId programme) {
        return database.inSnapshot(tx -> instruments.newest(tx, programme)).stream()
                .map(id -> find(programme, id)
                        .orElseThrow(() -> new IllegalStateException("a published instrument has no form")))
                .toList();
    }

    /**
     * @param version empty for the newest
     * @throws ProblemException 404 if there is no such form
     */
    FormFile require(ProgrammeId programme, String form, Optional<String> version) {
        return find(programme, form, version).orElseThrow(() -> ProblemException.notFound("form " + form));
    }

    Optional<FormFile> find(ProgrammeId programme, String form, Optional<String> version) {
        return version(form, version.orElse("0"))
                .flatMap(named -> version.isPresent() ? Optional.of(named) : newest(programme, named.instrument()))
                .flatMap(id -> find(programme, id));
    }

    /** Empty if no form can be named so. One that is there and cannot be read is another matter, and an error. */
    private static Optional<InstrumentVersion> version(String form, String version) {
        try {
            return Optional.of(new InstrumentVersion(new InstrumentId(form), version));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<InstrumentVersion> newest(ProgrammeId programme, InstrumentId form) {
        return database.inSnapshot(tx -> instruments.newest(tx, programme)).stream()
                .filter(id -> id.instrument().equals(form))
                .findFirst();
    }

    byte[] bytes(ProgrammeId programme, FormFile form) {
        return xforms.find(programme, form.id()).orElseThrow().bytes();
    }

    private Optional<FormFile> find(ProgrammeId programme, InstrumentVersion id) {
        Key key = new Key(programme, id);
        FormFile remembered = known.getIfPresent(key);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Optional<FormFile> read = xforms.find(programme, id).map(XForm::bytes).map(bytes -> FormReader.read(id, bytes));
        read.ifPresent(file -> known.put(key, file));
        return read;
    }
}
