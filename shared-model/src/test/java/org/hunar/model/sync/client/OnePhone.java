package org.hunar.model.sync.client;

import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;

/** One phone that works on one participant, a server beside it, and a way between them that a test lets go wrong. */
abstract class OnePhone {
    static final EntityId AMINA =
            new EntityId(EntityType.PARTICIPANT, UUID.fromString("8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11"));

    final TestingClock clock = new TestingClock();
    final FakeServer server = new FakeServer();
    final FaultyTransport way = new FaultyTransport(server);
    private final MemoryStore store = new MemoryStore();
    final Phone phone = Phone.open(store, clock, new Random(1));
    final SyncEngine engine = phone.engine(way, "1.8.2");

    final OperationId capture(String field, Object value) {
        return phone.capture(AMINA, OperationKind.PUT, Map.of(field, value));
    }

    /** @param count of fields, {@code field0} and so on, each captured by an operation of its own */
    final void captureFields(int count) {
        for (int i = 0; i < count; i++) {
            capture("field" + i, i);
        }
    }

    final Object shown(String field) {
        return phone.document(AMINA).orElseThrow().doc().get(field);
    }

    /** How many operations are laid over what was pulled. */
    final int overlays() {
        int[] count = {0};
        store.scan(Keys.OVERLAY, "", (key, value) -> ++count[0] > 0);
        return count[0];
    }
}
