package org.hunar.server.backup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What a backup says of itself, in its last file, {@code manifest.json}.
 *
 * @param madeAt by the clock of who made it
 * @param version of the server that made it
 * @param database that it was made from: H2 or POSTGRESQL
 * @param migrations that this database had seen, in order
 * @param seal what shows with which key the names in it are sealed; the key itself is in no backup
 * @param tables in the order in which they can be filled
 * @param files how many photos and other files
 * @param fileBytes all together
 * @param missing hashes of files that the database knew and whose bytes were not there
 */
record Manifest(
        Instant madeAt,
        String version,
        String database,
        List<String> migrations,
        Optional<String> seal,
        List<Entry> tables,
        long files,
        long fileBytes,
        List<String> missing) {
    static final String NAME = "manifest.json";
    static final long FORMAT = 1;

    /**
     * A table.
     *
     * @param sha256 of its file, in hex
     * @param content of its rows whatever their order: {@link TableSum}
     */
    record Entry(String name, long rows, String sha256, String content) {}

    /** The same for the same content of a store, whichever database it was in and whenever the backup was made. */
    String id() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(String.join("\n", migrations).getBytes(StandardCharsets.UTF_8));
        tables.forEach(table -> all.writeBytes(
                ("\n" + table.name() + " " + table.rows() + " " + table.content()).getBytes(StandardCharsets.UTF_8)));
        return java.util.HexFormat.of().formatHex(Sha256.of(all.toByteArray()));
    }

    long rows() {
        return tables.stream().mapToLong(Entry::rows).sum();
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("made_at", madeAt.toString());
        json.put("version", version);
        json.put("database", database);
        json.put("migrations", migrations);
        seal.ifPresent(text -> json.put("seal", text));
        List<Object> entries = new ArrayList<>();
        tables.forEach(table -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", table.name());
            entry.put("rows", table.rows());
            entry.put("sha256", table.sha256());
            entry.put("content", table.content());
            entries.add(entry);
        });
        json.put("tables", entries);
        json.put("files", files);
        json.put("file_bytes", fileBytes);
        json.put("missing", missing);
        return Json.write(json);
    }

    /** @throws BackupException if it is not one, or of a later format */
    static Manifest parse(byte[] utf8) {
        try {
            JsonObject json = Json.readObject(utf8);
            if (json.integer("format") != FORMAT) {
                throw new BackupException("the backup has format " + json.integer("format")
                        + ", this version reads format " + FORMAT + ": use the version that made it, "
                        + json.optionalText("version").orElse("a later one"));
            }
            return new Manifest(
                    json.instant("made_at"),
                    json.text("version"),
                    json.text("database"),
                    json.texts("migrations"),
                    json.optionalText("seal"),
                    json.objects("tables").stream()
                            .map(entry -> new Entry(
                                    entry.text("name"),
                                    entry.integer("rows"),
                                    entry.text("sha256"),
                                    entry.text("content")))
                            .toList(),
                    json.integer("files"),
                    json.integer("file_bytes"),
                    json.texts("missing"));
        } catch (InvalidException e) {
            throw new BackupException("the manifest of the backup is damaged: " + e.getMessage(), e);
        }
    }
}
