package org.hunar.server.sync;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.server.auth.Caller;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** {@code POST /sync/status}: what became of operations, after a lost answer or a restore. */
@Path("/api/v1/sync/status")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private final Database database;
    private final OperationDao operations;
    private final FeedReader feed;
    private final InstantSource clock;

    StatusResource(Database database, OperationDao operations, FeedReader feed, InstantSource clock) {
        this.database = database;
        this.operations = operations;
        this.feed = feed;
        this.clock = clock;
    }

    @POST
    public Map<String, Object> status(@Auth Caller caller, JsonObject body) {
        StatusQuery query = StatusQuery.fromJson(body);
        return database.inSnapshot(tx -> answer(tx, caller, query)).toJson();
    }

    /** Somebody else's operation is as good as unknown: its id alone shall not tell what became of it. */
    private StatusAnswer answer(Transaction tx, Caller caller, StatusQuery query) {
        Map<OperationId, KnownOperation> stored = operations.known(tx, query.opIds());
        List<PushResult> known = new ArrayList<>();
        List<OperationId> unknown = new ArrayList<>();
        for (OperationId id : query.opIds()) {
            KnownOperation operation = stored.get(id);
            if (operation != null && operation.author().equals(caller.name())) {
                known.add(operation.result());
            } else {
                unknown.add(id);
            }
        }
        return new StatusAnswer(clock.instant(), feed.epoch(tx), known, unknown);
    }
}
