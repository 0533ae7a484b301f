package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Whether the tables can be spread over several machines by programme: server/docs/scale.md. */
class ScopeKeysTest {
    private static final Set<String> SCOPES = Set.of("programme", "scope");

    /** A table is spread by its scope, or is one of those that the document names, each with its reason. */
    @Test
    void eachTableBeginsItsKeyWithItsScopeOrTheDocumentSaysWhyNot() {
        String document = ProjectFiles.read(ProjectFiles.ROOT.resolve("server/docs/scale.md"));
        Set<String> otherwise = new TreeSet<>();
        keys().forEach((table, first) -> {
            if (!SCOPES.contains(first) && !document.contains("| `" + table + "` |")) {
                otherwise.add(table + " (" + first + ")");
            }
        });

        assertThat(otherwise)
                .as("begin its primary key with programme, or say in the table of server/docs/scale.md why not")
                .isEmpty();
    }

    /** What grows with every assessment must be spread, whatever a document says. */
    @Test
    void whatGrowsWithEveryAssessmentIsKeyedByItsScope() {
        Map<String, String> keys = keys();
        for (String table : Set.of("operations", "assessments", "participants", "scores", "standings", "feed")) {
            assertThat(keys.get(table)).as(table).isIn(SCOPES);
        }
    }

    /** Table to the first column of its primary key; empty for none. */
    private static Map<String, String> keys() {
        return TestDatabase.Kind.H2.create().database().inSnapshot(tx -> {
            Map<String, String> keys = new TreeMap<>();
            tx.handle()
                    .createQuery("""
                            select t.table_name, coalesce(min(k.column_name), '') as first_column
                              from information_schema.tables t
                              left join information_schema.table_constraints c
                                on c.table_name = t.table_name and c.constraint_type = 'PRIMARY KEY'
                              left join information_schema.key_column_usage k
                                on k.constraint_name = c.constraint_name and k.ordinal_position = 1
                             where t.table_schema = 'public' and t.table_name not like 'databasechangelog%'
                             group by t.table_name
                            """)
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(each -> keys.put(each.getKey(), each.getValue()));
            return keys;
        });
    }
}
