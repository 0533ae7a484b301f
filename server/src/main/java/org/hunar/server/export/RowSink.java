package org.hunar.server.export;

import java.util.Map;
import java.util.UUID;

/** Takes rows, one after another. */
public interface RowSink {

    /** @param values by the codes of the columns; the map may be that of the next row, with other values */
    void row(Map<String, ?> values);

    /**
     * After some rows; of the last ones too.
     *
     * @param last the id behind which the next row stands
     */
    default void batchEnded(UUID last) {}

    /** Whether no further row is wanted; some may come all the same. */
    default boolean isFull() {
        return false;
    }
}
