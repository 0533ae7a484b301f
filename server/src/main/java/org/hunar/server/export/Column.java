package org.hunar.server.export;

import java.util.Map;

/**
 * A column of an export.
 *
 * @param code stable, for programs
 * @param personal whether it may tell who somebody is: left out unless names are asked for
 * @param titles for people, by language: {@code en}, {@code ur}, {@code zh}
 */
public record Column(String code, Type type, boolean personal, Map<String, String> titles) {

    /** What its values are, with the name of that in XML Schema, which CSVW uses. */
    public enum Type {
        TEXT("string"),
        INTEGER("integer"),
        DECIMAL("decimal"),
        REAL("double"),
        FLAG("boolean"),
        TIME("dateTime"),
        /** Of any kind: a text, a number, options, an object. */
        ANSWER("string");

        private final String datatype;

        Type(String datatype) {
            this.datatype = datatype;
        }

        String datatype() {
            return datatype;
        }
    }

    static Column of(String code, Type type, String en, String ur, String zh) {
        return new Column(code, type, false, Map.of("en", en, "ur", ur, "zh", zh));
    }

    Column asPersonal() {
        return new Column(code, type, true, titles);
    }
}
