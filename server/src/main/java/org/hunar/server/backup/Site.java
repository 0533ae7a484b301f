package org.hunar.server.backup;

import java.net.URI;
import java.util.Optional;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.StorageConfig;

/**
 * A server as config.yml describes it, as far as a backup has to know it.
 *
 * @param admin where its port for administration answers on plain HTTP; empty if it has none
 */
public record Site(
        StorageConfig database, IdentityConfig identity, BlobConfig blobs, TokensConfig tokens, Optional<URI> admin) {}
