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
import org.hunar.server.auth.OpenToRevoked;

/** {@code POST /sync/status}: what became of operations, after a lost answer or a restore. */
@OpenToRevoked
@Path("/api/v1/sync/status")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private final Intake intake;
    private final Epoch epoch;
    private final InstantSource clock;

    StatusResource(Intake intake, Epoch epoch, InstantSource clock) {
        this.intake = intake;
        this.epoch = epoch;
        this.clock = clock;
    }

    @POST
    public Map<String, Object> status(@Auth Caller caller, JsonObject body) {
        StatusQuery query = StatusQuery.fromJson(body);
        Map<OperationId, PushResult> results = intake.recall(caller.name(), query.opIds());
        List<PushResult> known = new ArrayList<>();
        List<OperationId> unknown = new ArrayList<>();
        for (OperationId id : query.opIds()) {
            PushResult result = results.get(id);
            if (result != null) {
                known.add(result);
            } else {
                unknown.add(id);
            }
        }
        return new StatusAnswer(clock.instant(), epoch.current(), known, unknown).toJson();
    }
}
