package org.hunar.server.odata.filter;

/**
 * A word of a filter.
 *
 * @param text as it was written
 * @param value of a literal; else null
 * @param at of its first character, from 1
 */
record Token(Type type, String text, Object value, int at) {
    enum Type {
        NAME,
        TEXT,
        WHOLE,
        DECIMAL,
        REAL,
        TIME,
        DATE,
        OPEN,
        CLOSE,
        COMMA,
        EQUALS,
        MINUS,
        END
    }

    boolean is(String name) {
        return type == Type.NAME && text.equals(name);
    }

    /** For a refusal. */
    @Override
    public String toString() {
        return type == Type.END ? "the end" : "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }
}
