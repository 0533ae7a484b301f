package org.hunar.model.problem;

import java.util.ArrayList;
import java.util.List;

/** A message that cannot be taken as it is, with everything that is wrong with it. */
public final class InvalidException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidException(List<Violation> violations) {
        super(describe(violations));
        this.violations = List.copyOf(violations);
    }

    public static InvalidException at(String path, String code, String message) {
        return new InvalidException(List.of(new Violation(path, code, message)));
    }

    public List<Violation> violations() {
        return violations;
    }

    private static String describe(List<Violation> violations) {
        List<String> lines = new ArrayList<>();
        for (Violation violation : violations) {
            lines.add(violation.path().isEmpty() ? violation.message() : violation.path() + ": " + violation.message());
        }
        return String.join("; ", lines);
    }
}
