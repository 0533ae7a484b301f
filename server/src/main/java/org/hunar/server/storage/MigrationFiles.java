package org.hunar.server.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The migrations in the files of {@code db/}, read without Liquibase. */
final class MigrationFiles {
    /** The first line of each migration, as Liquibase wants it in a file of SQL. */
    private static final Pattern HEAD = Pattern.compile("--changeset \\S+?:(?<id>\\S+)(?: dbms:(?<dbms>\\S+))?\\s*");

    private MigrationFiles() {}

    /**
     * One of them.
     *
     * @param dbms the only one that it is for, as Liquibase calls it
     */
    record Migration(String name, Optional<String> dbms) {
        boolean isFor(String one) {
            return dbms.isEmpty() || dbms.get().equals(one);
        }
    }

    /** In order. */
    static List<Migration> all() {
        List<Migration> all = new ArrayList<>();
        for (String file : files()) {
            for (String line : lines(file)) {
                Matcher head = HEAD.matcher(line);
                if (head.matches()) {
                    all.add(new Migration(name(file, head.group("id")), Optional.ofNullable(head.group("dbms"))));
                }
            }
        }
        return all;
    }

    static String name(String file, String id) {
        return file + "#" + id;
    }

    private static List<String> files() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        List<String> files = new ArrayList<>();
        try (InputStream bytes = open(Migrations.CHANGELOG)) {
            XMLStreamReader changelog = factory.createXMLStreamReader(bytes);
            while (changelog.hasNext()) {
                if (changelog.next() == XMLStreamReader.START_ELEMENT
                        && changelog.getLocalName().equals("include")) {
                    files.add(changelog.getAttributeValue(null, "file"));
                }
            }
        } catch (XMLStreamException | IOException e) {
            throw new IllegalStateException(Migrations.CHANGELOG + " cannot be read", e);
        }
        return files;
    }

    private static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        return MigrationFiles.class.getClassLoader().getResourceAsStream(file);
    }
}
