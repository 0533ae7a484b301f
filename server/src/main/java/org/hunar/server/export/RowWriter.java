package org.hunar.server.export;

import java.io.IOException;
import java.util.List;

/** Writes a table row by row, in the order of its columns, and keeps none of what it wrote. */
interface RowWriter {

    /** @param values one for each column: UUID, String, Number, Boolean, Instant, a plain JSON value, or null */
    void row(List<?> values) throws IOException;

    /** Hands on what was written so far. */
    void flush() throws IOException;

    /** After the last row. */
    void end() throws IOException;
}
