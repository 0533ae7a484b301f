package org.hunar.server.odata.filter;

/** What a value is; each with its Java class. */
public enum Kind {
    /** String. */
    TEXT("Edm.String"),
    /** Integer, Long or a whole BigDecimal. */
    WHOLE("Edm.Int64"),
    /** BigDecimal. */
    DECIMAL("Edm.Decimal"),
    /** Double. */
    REAL("Edm.Double"),
    /** Boolean. */
    FLAG("Edm.Boolean"),
    /** Instant. */
    TIME("Edm.DateTimeOffset"),
    /** LocalDate, in UTC. */
    DATE("Edm.Date"),
    /** Nothing but null. */
    NULL("null");

    private final String edm;

    Kind(String edm) {
        this.edm = edm;
    }

    /** Its name in OData. */
    public String edm() {
        return edm;
    }

    boolean isNumber() {
        return this == WHOLE || this == DECIMAL || this == REAL;
    }

    /** Whether a value of the one can be compared with one of the other. */
    boolean isComparableWith(Kind other) {
        return this == other || this == NULL || other == NULL || isNumber() && other.isNumber();
    }

    /** Whether a value of this may stand where the other is wanted; a decimal is wanted where any number will do. */
    boolean fits(Kind wanted) {
        return this == wanted || this == NULL || isNumber() && wanted == DECIMAL;
    }

    /** Of what is computed from numbers of two kinds. */
    static Kind ofBoth(Kind one, Kind other) {
        if (one == REAL || other == REAL) {
            return REAL;
        }
        return one == WHOLE && other == WHOLE ? WHOLE : DECIMAL;
    }
}
