package org.hunar.server.export;

import java.util.Map;

/** Takes rows, one after another. */
public interface RowSink {

    /** @param values by the codes of the columns; the map may be that of the next row, with other values */
    void row(Map<String, ?> values);

    /** After some rows; of the last ones too. */
    default void batchEnded() {}

    /** Whether no further row is wanted; some may come all the same. */
    default boolean isFull() {
        return false;
    }
}
