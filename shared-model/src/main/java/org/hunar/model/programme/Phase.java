package org.hunar.model.programme;

/** When in the training an assessment was taken. */
public enum Phase {
    /** Before the training. */
    PRE,
    /** After the training. */
    POST,
    /** Some time later; paired with PRE by the same rules as POST. */
    FOLLOW_UP,
    /** "What did you know before?", asked afterwards; never mixed with the others. */
    RETRO_PRE
}
