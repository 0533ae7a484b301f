package org.hunar.server.odata;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.export.ExportTable;
import org.hunar.server.fuzz.Refusal;
import org.hunar.server.odata.filter.FilterParser;
import org.hunar.server.odata.filter.KeyParser;

/** What stands in an address of the feed: a filter, a key in brackets, an order, where a page ended. */
public class FilterFuzz {
    private static final EntitySet SET = EntitySet.of(ExportTable.ASSESSMENTS, true);
    private static final Object[] EMPTY = new Object[SET.columns().size()];

    /** A filter that is read can be asked of a row in which nothing stands, and of the database. */
    public static void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Refusal.orElse(() -> FilterParser.parse(text, SET.properties())).ifPresent(filter -> {
            filter.accepts(EMPTY);
            Narrowing.of(filter);
        });
        Refusal.orElse(() -> KeyParser.parse(text, SET.key()));
        Refusal.orElse(() -> QueryOptions.of(Map.of("$orderby", List.of(text)), QueryOptions.OF_ROWS)
                .of(SET));
        Optional<Object[]> row = Refusal.orElse(() -> SkipToken.read(text, RowOrder.of(List.of(), SET), SET));
        row.ifPresent(last -> Refusal.require(
                SkipToken.read(SkipToken.of(RowOrder.of(List.of(), SET), last), RowOrder.of(List.of(), SET), SET)[0]
                        .equals(last[0]),
                "another row"));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
