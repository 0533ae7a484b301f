package org.hunar.server.http;

import java.util.function.Function;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;

/** Values in the path of a call. */
public final class PathValue {
    private PathValue() {}

    /**
     * Reads a part of the path into a value of its own type.
     *
     * @param name of the part, as the refusal names it
     * @throws InvalidException if that type refuses it
     */
    public static <T> T of(String name, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw InvalidException.at("/" + name, "INVALID", e.getMessage());
        }
    }

    /** @throws InvalidException if it is no code of a programme */
    public static ProgrammeId programme(String code) {
        return of("programme", code, ProgrammeId::new);
    }
}
