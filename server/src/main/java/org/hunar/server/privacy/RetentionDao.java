package org.hunar.server.privacy;

import java.util.List;
import java.util.UUID;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.storage.Transaction;

/** Finds what a programme still keeps of people; also of those who are not on the roster any more. */
final class RetentionDao {
    private static final String NAMED = """
              from entities e
             where e.entity_type = 'participant'
               and not e.erased
               and exists (
                 select 1
                   from operations o
                  where o.programme = :programme
                    and o.entity_id = e.entity_id
                    and o.entity_type = 'participant')
            """;
    private static final String WITH_FILES = """
              from assessments a
             where a.programme = :programme
               and exists (
                 select 1
                   from blob_references r
                  where r.entity_id = a.id
                    and r.entity_type = 'assessment')
            """;

    /** People whose identity is kept, some after the given one, in the order of ids. */
    List<ParticipantId> named(Transaction tx, ProgrammeId programme, ParticipantId after, int limit) {
        return tx.handle()
                .createQuery("select e.entity_id as id" + NAMED + """
                           and e.entity_id > :after
                         order by e.entity_id
                         fetch first :limit rows only
                        """)
                .bind("programme", programme.value())
                .bind("after", after.value())
                .bind("limit", limit)
                .map((row, context) -> new ParticipantId(row.getObject("id", UUID.class)))
                .list();
    }

    long countNamed(Transaction tx, ProgrammeId programme) {
        return count(tx, programme, NAMED);
    }

    /** Assessments whose answers keep files. */
    List<EntityId> withFiles(Transaction tx, ProgrammeId programme, int limit) {
        return tx.handle()
                .createQuery("select a.id as id" + WITH_FILES + """
                         order by a.id
                         fetch first :limit rows only
                        """)
                .bind("programme", programme.value())
                .bind("limit", limit)
                .map((row, context) -> new EntityId(EntityType.ASSESSMENT, row.getObject("id", UUID.class)))
                .list();
    }

    long countWithFiles(Transaction tx, ProgrammeId programme) {
        return count(tx, programme, WITH_FILES);
    }

    private static long count(Transaction tx, ProgrammeId programme, String which) {
        return tx.handle()
                .createQuery("select count(*)" + which)
                .bind("programme", programme.value())
                .mapTo(Long.class)
                .one();
    }
}
