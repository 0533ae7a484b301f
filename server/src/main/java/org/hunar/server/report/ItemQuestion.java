package org.hunar.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Phase;

/**
 * Which items a report is asked for, and between whom they are compared.
 *
 * @param instrument the form
 * @param phase whose chosen attempts are looked at, PRE or POST
 * @param groupBy property by which people are compared item by item
 * @param pair of its groups to compare; empty for the two that there are
 * @param keyVersion of the key by which is scored; empty for the one that holds
 */
record ItemQuestion(
        InstrumentVersion instrument, Phase phase, GroupBy groupBy, Optional<Pair> pair, Optional<Integer> keyVersion) {
    static final String INSTRUMENT = "?instrument";
    static final String VERSION = "?version";
    static final String REFERENCE = "?reference";
    static final String FOCAL = "?focal";

    private static final List<Phase> PHASES = List.of(Phase.PRE, Phase.POST);

    /** Whether the focal group is put at a disadvantage, compared with the reference group. */
    record Pair(String reference, String focal) {}

    /** Reads the parameters of a call, each null when it is absent, and says of all of them what is wrong. */
    static final class Reader {
        private final List<Violation> wrong = new ArrayList<>();

        /** @throws InvalidException naming each parameter that is missing or unknown */
        ItemQuestion read(
                String instrument,
                String version,
                String phase,
                String groupBy,
                String reference,
                String focal,
                Integer keyVersion) {
            Optional<InstrumentId> code = required(INSTRUMENT, instrument, InstrumentId::new);
            Optional<String> number = required(VERSION, version, Function.identity());
            Optional<InstrumentVersion> id = code.flatMap(known ->
                    number.flatMap(text -> parsed(VERSION, text, each -> new InstrumentVersion(known, each))));
            Optional<Phase> when = required("?phase", phase, Reader::phase);
            Optional<GroupBy> by =
                    groupBy == null ? Optional.of(GroupBy.GENDER) : required("?group_by", groupBy, Reader::groupBy);
            Optional<Pair> pair = pair(reference, focal);
            if (!wrong.isEmpty()) {
                throw new InvalidException(wrong);
            }
            return new ItemQuestion(
                    id.orElseThrow(), when.orElseThrow(), by.orElseThrow(), pair, Optional.ofNullable(keyVersion));
        }

        private <T> Optional<T> required(String name, String text, Function<String, T> type) {
            if (text == null || text.isBlank()) {
                wrong.add(new Violation(name, "REQUIRED", "is required"));
                return Optional.empty();
            }
            return parsed(name, text, type);
        }

        private <T> Optional<T> parsed(String name, String text, Function<String, T> type) {
            try {
                return Optional.of(type.apply(text));
            } catch (IllegalArgumentException e) {
                wrong.add(new Violation(name, "INVALID", e.getMessage()));
                return Optional.empty();
            }
        }

        private Optional<Pair> pair(String reference, String focal) {
            if (reference == null && focal == null) {
                return Optional.empty();
            }
            Optional<String> one = required(REFERENCE, reference, Function.identity());
            Optional<String> other = required(FOCAL, focal, Function.identity());
            if (one.isPresent() && one.equals(other)) {
                wrong.add(new Violation(FOCAL, "INVALID", "is the reference group itself"));
            }
            return one.flatMap(first -> other.map(second -> new Pair(first, second)));
        }

        private static Phase phase(String text) {
            return PHASES.stream()
                    .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("one of " + PHASES + " is expected"));
        }

        private static GroupBy groupBy(String name) {
            return GroupBy.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("one of " + GroupBy.wireNames() + " is expected"));
        }
    }
}
