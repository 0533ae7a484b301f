package org.hunar.server.report.state;

import java.util.Optional;
import org.hunar.model.programme.Phase;

/**
 * By which scores people stand, and which of their attempts are compared with the PRE.
 *
 * @param keyVersion each instrument is scored by its key of that version, or by its newest where it has not as many; empty
 *     for the keys that hold, whose scores are kept
 * @param after phase that stands where the POST does: FOLLOW_UP is paired with PRE by the same rules (scoring §5)
 */
public record Basis(Optional<Integer> keyVersion, Phase after) {
    /** What is kept. */
    public static final Basis KEPT = new Basis(Optional.empty(), Phase.POST);

    public static Basis ofKey(int keyVersion) {
        return new Basis(Optional.of(keyVersion), Phase.POST);
    }
}
