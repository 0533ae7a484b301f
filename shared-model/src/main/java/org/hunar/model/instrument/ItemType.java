package org.hunar.model.instrument;

/** Kinds of items; the first five are scored (scoring §2). */
public enum ItemType {
    SINGLE_CHOICE(true),
    MULTIPLE_CHOICE(true),
    NUMERIC(true),
    /** Likert or self-rating on lo..hi. */
    RATING(true),
    /** Free text or observed work, rated by trainers on lo..hi. */
    FREE_TEXT(true),
    TEXT(false),
    INTEGER(false),
    DECIMAL(false),
    DATE(false),
    NOTE(false),
    PHOTO(false),
    LOCATION(false);

    private final boolean scored;

    ItemType(boolean scored) {
        this.scored = scored;
    }

    public boolean isScored() {
        return scored;
    }

    public boolean hasChoices() {
        return this == SINGLE_CHOICE || this == MULTIPLE_CHOICE;
    }

    public boolean hasScale() {
        return this == RATING || this == FREE_TEXT;
    }
}
