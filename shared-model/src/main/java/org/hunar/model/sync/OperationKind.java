package org.hunar.model.sync;

/** What an operation does; the wire name is the lower-case one. */
public enum OperationKind {
    /** Creates or amends: sets the named fields and answers, and no others. */
    PUT("put", true),
    /** Declares an entity void, with a reason; it stays, and leaves all reports. */
    VOID("void", true),
    /** A manager's approval: what it has not seen is late. */
    APPROVE("approve", false),
    /** A manager sends it back with remarks: stands in the document until somebody who saw it has amended. */
    RETURN("return", false),
    /** A manager found a participant to be the same person as another, see {@link Merged}; a resolve lifts it. */
    MERGE("merge", false),
    /** A manager's decision of a case, such as between conflicting values; its parents are all the heads. */
    RESOLVE("resolve", false);

    private final String wireName;
    private final boolean allowedFromDevice;

    OperationKind(String wireName, boolean allowedFromDevice) {
        this.wireName = wireName;
        this.allowedFromDevice = allowedFromDevice;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether a phone may send it, or only the server for a manager. */
    public boolean isAllowedFromDevice() {
        return allowedFromDevice;
    }

    /** Null when there is no such kind: the protocol answers that with a code of its own. */
    public static OperationKind orNull(String wireName) {
        for (OperationKind kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        return null;
    }
}
