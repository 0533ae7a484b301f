package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code roles.txt}: a line a call, a column a person, in each cell the status that the person gets. 4xx other than 401,
 * 403 and 404 means let in, and told that the message is not complete.
 */
final class RoleTable {
    private final List<String> people;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private RoleTable(List<String> lines) {
        this.people = cells(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            assertThat(cells).as(line).hasSameSizeAs(people);
            assertThat(rows.put(call(line), cells)).as(line).isNull();
        }
    }

    static RoleTable read() {
        try (InputStream file = RoleTable.class.getResourceAsStream("/roles.txt")) {
            return new RoleTable(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> calls() {
        return rows.keySet();
    }

    List<String> people() {
        return people;
    }

    String expected(String call, String person) {
        return rows.get(call).get(people.indexOf(person));
    }

    private static String call(String line) {
        return line.substring(0, line.indexOf('|')).strip();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(line.indexOf('|') + 1).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
