package org.hunar.server.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Rows that are written as they come. */
final class WrittenRows implements RowSink {
    private final RowWriter writer;
    private final List<Column> columns;
    private final Consumer<UUID> reached;

    /** @param reached told the last id of what was written, and handed on whole */
    WrittenRows(RowWriter writer, List<Column> columns, Consumer<UUID> reached) {
        this.writer = writer;
        this.columns = columns;
        this.reached = reached;
    }

    @Override
    public void row(Map<String, ?> values) {
        List<Object> cells = new ArrayList<>(columns.size());
        columns.forEach(column -> cells.add(values.get(column.code())));
        try {
            writer.row(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void batchEnded(UUID last) {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reached.accept(last);
    }
}
