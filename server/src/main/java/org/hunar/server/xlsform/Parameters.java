package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The column parameters of a row: {@code start=0 end=5 step=1}. */
final class Parameters {
    private static final Set<String> AS_WRITTEN = Set.of("label", "value", "seed", "app", "tick_labelset");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Place place;
    private final Findings findings;

    private Parameters(Place place, Findings findings) {
        this.place = place;
        this.findings = findings;
    }

    static Parameters of(TableRow row, Findings findings) {
        Parameters parameters = new Parameters(row.place("parameters"), findings);
        String text = row.value("parameters");
        String separator = text.contains(";") ? ";" : text.contains(",") ? "," : "\\s+";
        for (String pair : text.split(separator)) {
            parameters.add(pair.trim());
        }
        return parameters;
    }

    private void add(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        if (equals <= 0) {
            error("write parameters as name=value, with a blank between two of them: " + pair + " is none");
            return;
        }
        String name = pair.substring(0, equals).trim().toLowerCase(Locale.ROOT);
        String value = pair.substring(equals + 1).trim();
        values.put(name, AS_WRITTEN.contains(name) ? value : value.toLowerCase(Locale.ROOT));
    }

    void error(String message) {
        findings.error(place, "PARAMETER", message);
    }

    /** Says which of them the type does not know. */
    Parameters allow(String type, String... names) {
        Set<String> allowed = Set.of(names);
        for (String name : values.keySet()) {
            if (!allowed.contains(name)) {
                error("the type " + type + " knows no parameter " + name + ": it knows "
                        + (allowed.isEmpty()
                                ? "none"
                                : String.join(", ", allowed.stream().sorted().toList())));
            }
        }
        return this;
    }

    /** For a type that has none. */
    void unused(String type) {
        if (!values.isEmpty()) {
            findings.warning(place, "PARAMETER_UNUSED", "the type " + type + " has no parameters: they are not used");
        }
    }

    Map<String, String> all() {
        return values;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<String> oneOf(String name, Set<String> allowed) {
        Optional<String> value = text(name);
        value.filter(each -> !allowed.contains(each))
                .ifPresent(each -> error(name + " may be "
                        + String.join(" or ", allowed.stream().sorted().toList()) + ", not " + each));
        return value;
    }

    Optional<String> whole(String name) {
        Optional<String> value = text(name);
        value.filter(each -> !each.matches("-?\\d+"))
                .ifPresent(each -> error(name + " is a whole number, not " + each));
        return value;
    }

    Optional<String> decimal(String name) {
        Optional<String> value = text(name);
        value.filter(each -> number(each).isEmpty()).ifPresent(each -> error(name + " is a number, not " + each));
        return value;
    }

    static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.trim()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
