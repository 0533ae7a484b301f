package org.hunar.model.programme;

import org.hunar.model.Code;

/** Identifies a skill of a programme by its short code. */
public record SkillId(String value) implements Comparable<SkillId> {
    public SkillId {
        Code.require(value);
    }

    @Override
    public int compareTo(SkillId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
