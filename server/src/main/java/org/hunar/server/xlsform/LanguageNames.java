package org.hunar.server.xlsform;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks whether each language has one name. A phone knows a language by its name alone: what stands under a second name is
 * in a language of its own, and shown as a dash to whoever chose the first.
 */
final class LanguageNames {
    private static final Set<String> TEXTS = Set.of("label", "hint", "guidance_hint");
    private static final Set<String> MESSAGES = Set.of("jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString");

    private final Findings findings;
    private final Map<String, Named> byCode = new HashMap<>();

    private record Named(String name, Place place) {}

    private LanguageNames(Findings findings) {
        this.findings = findings;
    }

    /** @param tables those whose columns have languages, the one that others follow first */
    static void check(List<Table> tables, Findings findings) {
        LanguageNames names = new LanguageNames(findings);
        for (Table table : tables) {
            Set<Column> used = table.rows().stream()
                    .flatMap(row -> row.entries().stream())
                    .map(TableRow.Entry::column)
                    .collect(Collectors.toSet());
            table.columns().stream()
                    .filter(used::contains)
                    .forEach(column -> language(column)
                            .ifPresent(language ->
                                    names.take(language, column.header().place())));
        }
    }

    /** Of the translations of an XForm. */
    static void check(Set<String> languages, Place place, Findings findings) {
        LanguageNames names = new LanguageNames(findings);
        languages.forEach(language -> names.take(language, place));
    }

    private static Optional<String> language(Column column) {
        List<String> path = column.path();
        boolean isMessage = path.get(0).equals("bind") && path.size() > 1 && MESSAGES.contains(path.get(1));
        boolean inGroup = path.get(0).equals("media") || isMessage;
        int from = TEXTS.contains(path.get(0)) ? 1 : inGroup ? 2 : path.size();
        return from < path.size() ? Optional.of(String.join("::", path.subList(from, path.size()))) : Optional.empty();
    }

    private void take(String name, Place place) {
        Optional<String> code = Languages.code(name).map(each -> each.toLowerCase(Locale.ROOT));
        if (code.isEmpty()) {
            return;
        }
        Named first = byCode.putIfAbsent(code.get(), new Named(name, place));
        if (first != null && !first.name().equals(name)) {
            findings.publishing(
                    place,
                    "LANGUAGE_NAME",
                    "the language " + code.get() + " is called " + name + " here and " + first.name() + " in "
                            + first.place()
                            + ", and a phone takes the two for different languages: write " + first.name());
        }
    }
}
