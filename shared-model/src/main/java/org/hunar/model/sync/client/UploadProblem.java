package org.hunar.model.sync.client;

import org.hunar.model.Translations;
import org.hunar.model.sync.Texts;

/** Why an attachment does not go to the server. */
public enum UploadProblem {
    /** The app does not have the bytes any more, or cannot read them. */
    UNREADABLE,
    /** The bytes are not, or no longer, those that the answer names. */
    CHANGED,
    /** The server does not take such a file, for its size or kind. */
    REFUSED;

    /** What it says to people. */
    public Translations text() {
        return Texts.of("UPLOAD_" + name()).orElseThrow(IllegalStateException::new);
    }
}
