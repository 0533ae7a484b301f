package org.hunar.server.sync;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.OpenToRevoked;
import org.hunar.server.http.Admitted;
import org.hunar.server.http.ProblemException;

/** {@code POST /sync/push}: operations in, one result an operation. */
@OpenToRevoked
@Path("/api/v1/sync/push")
@Produces(MediaType.APPLICATION_JSON)
public final class PushResource {
    private final PushGroups groups;
    private final EnvelopeReader reader;
    private final DeviceRates rates;
    private final Consumer<List<PushResult>> pushed;
    private final InstantSource clock;

    /** @param pushed is told what each push was answered, after its commit */
    PushResource(
            PushGroups groups,
            EnvelopeReader reader,
            DeviceRates rates,
            Consumer<List<PushResult>> pushed,
            InstantSource clock) {
        this.groups = groups;
        this.reader = reader;
        this.rates = rates;
        this.pushed = pushed;
        this.clock = clock;
    }

    @POST
    @Admitted
    @Consumes(MediaType.WILDCARD)
    public Map<String, Object> push(@Auth Caller caller, byte[] body) {
        EnvelopeReader.Envelope envelope = read(body);
        rates.take(caller.name(), Optional.of(envelope.installId()));
        Batch batch = new Batch(
                caller.name(),
                envelope.installId(),
                envelope.appVersion(),
                envelope.deviceTime(),
                caller.device(),
                Batch.Origin.DEVICE,
                envelope.incoming());
        Intake.Receipt receipt = groups.take(caller.programmes(), batch);
        pushed.accept(receipt.results());
        return new PushAnswer(clock.instant(), receipt.epoch(), receipt.results()).toJson();
    }

    private EnvelopeReader.Envelope read(byte[] body) {
        try {
            return reader.read(body);
        } catch (TooManyOperationsException e) {
            throw new ProblemException(413, "TOO_MANY_OPERATIONS", e.getMessage());
        }
    }
}
