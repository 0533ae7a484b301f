package org.hunar.server.http;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.hunar.model.problem.Violation;

/**
 * Reads parameters that are {@code true} or {@code false}, and refuses anything else. To JAX-RS every other text is false,
 * and so {@code ?dry_run=1} would have done what it was to try.
 */
final class Flags implements ParamConverterProvider {
    private static final String EXPECTED = "true or false is expected";

    @Override
    @SuppressWarnings("unchecked") // asked for its type just before
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        boolean isFlag = type == boolean.class || type == Boolean.class;
        return isFlag ? (ParamConverter<T>) new Flag() : null;
    }

    private static final class Flag implements ParamConverter<Boolean> {
        @Override
        public Boolean fromString(String text) {
            if (text == null) {
                return null;
            }
            if (!text.equals("true") && !text.equals("false")) {
                // no IllegalArgumentException, which is the default to Jersey
                throw ProblemException.invalid(List.of(new Violation("", "INVALID", EXPECTED)), EXPECTED);
            }
            return text.equals("true");
        }

        @Override
        public String toString(Boolean flag) {
            return flag.toString();
        }
    }
}
