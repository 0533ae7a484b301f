package org.hunar.model.sync;

/** What an operation is about; the wire name is the lower-case one. */
public enum EntityType {
    PARTICIPANT("participant"),
    ASSESSMENT("assessment");

    private final String wireName;

    EntityType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws IllegalArgumentException if there is no such entity */
    public static EntityType of(String wireName) {
        for (EntityType type : values()) {
            if (type.wireName.equals(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("one of participant, assessment is expected, not " + wireName);
    }
}
