package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The numbers of a range: from where to where, by what steps, with which ticks. All of them are numbers. */
final class Range {
    private final Parameters parameters;
    private final BigDecimal start;
    private final BigDecimal end;
    private final BigDecimal step;
    private final Optional<BigDecimal> interval;
    private final Optional<BigDecimal> placeholder;

    Range(Parameters parameters) {
        this.parameters = parameters;
        start = number("start").orElseThrow();
        end = number("end").orElseThrow();
        step = number("step").orElseThrow();
        interval = number("tick_interval");
        placeholder = number("placeholder");
    }

    private Optional<BigDecimal> number(String name) {
        return parameters.text(name).flatMap(Parameters::number);
    }

    boolean hasDecimals() {
        return Stream.of(Optional.of(start), Optional.of(end), Optional.of(step), interval, placeholder)
                .flatMap(Optional::stream)
                .anyMatch(each -> each.stripTrailingZeros().scale() > 0);
    }

    void check(Choices choices, boolean noTicks) {
        boolean stepFits = fits("step", step);
        interval.ifPresent(each -> {
            if (fits("tick_interval", each) && stepFits && !isMultiple(each, step)) {
                parameters.error("tick_interval is a multiple of step");
            }
        });
        placeholder.ifPresent(each -> {
            if (stepFits && !isMultiple(each.subtract(start), step)) {
                parameters.error("placeholder can be reached from start by steps");
            }
            if (!isWithin(each)) {
                parameters.error("placeholder lies between start and end");
            }
        });
        if (stepFits) {
            parameters.text("tick_labelset").ifPresent(list -> labels(choices, list, noTicks));
        }
    }

    private boolean fits(String name, BigDecimal value) {
        if (value.signum() == 0) {
            parameters.error(name + " is not 0");
            return false;
        }
        if (value.compareTo(end.subtract(start).abs()) > 0) {
            parameters.error(name + " is no more than the difference of start and end");
            return false;
        }
        return true;
    }

    private static boolean isMultiple(BigDecimal value, BigDecimal of) {
        return value.remainder(of).signum() == 0;
    }

    private boolean isWithin(BigDecimal value) {
        return value.compareTo(start.min(end)) >= 0 && value.compareTo(start.max(end)) <= 0;
    }

    private void labels(Choices choices, String list, boolean noTicks) {
        if (!choices.has(list)) {
            parameters.error("the sheet choices has no list " + list + ", which tick_labelset names");
            return;
        }
        BigDecimal by = interval.orElse(step);
        Set<BigDecimal> labelled = new HashSet<>();
        for (Choice choice : choices.list(list)) {
            Optional<BigDecimal> value = Parameters.number(choice.name());
            if (value.isEmpty()
                    || !isWithin(value.get())
                    || !isMultiple(value.get().subtract(start), by)) {
                parameters.error("the choice " + choice.name() + " of tick_labelset is no tick of the range");
                return;
            }
            labelled.add(value.get().stripTrailingZeros());
        }
        boolean ends = labelled.equals(Set.of(start.stripTrailingZeros(), end.stripTrailingZeros()));
        if (noTicks && !ends) {
            parameters.error("with the appearance no-ticks, tick_labelset labels start and end, and nothing between");
        }
    }
}
