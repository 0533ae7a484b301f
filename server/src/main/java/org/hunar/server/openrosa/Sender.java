package org.hunar.server.openrosa;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.sync.Batch;
import org.hunar.server.sync.Incoming;

/**
 * Who has sent a submission, and by which phone.
 *
 * @param installId of that phone, under which its operations are logged
 * @param device empty for who came with a password
 */
record Sender(String name, UUID installId, Optional<CallingDevice> device) {
    private static final String APP = "ODK Collect";

    static Sender of(Caller caller) {
        UUID install = caller.device()
                .map(CallingDevice::id)
                .orElseGet(() -> Identifiers.version5("install:" + caller.name()));
        return new Sender(caller.name(), install, caller.device());
    }

    Batch batch(List<Incoming> incoming) {
        return new Batch(name, installId, Optional.of(APP), Optional.empty(), device, Batch.Origin.DEVICE, incoming);
    }
}
