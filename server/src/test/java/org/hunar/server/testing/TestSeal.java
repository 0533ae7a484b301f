package org.hunar.server.testing;

import java.util.Base64;
import org.hunar.server.storage.Seal;

/** The seal of all servers and databases in tests; its key stands in {@code test-config.yml}. */
public final class TestSeal {
    public static final String KEY = "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtISE=";
    public static final Seal SEAL = Seal.with(Base64.getDecoder().decode(KEY));

    private TestSeal() {}
}
