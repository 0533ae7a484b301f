package org.hunar.server.device;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.security.interfaces.ECPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;

/**
 * The public key of a device, a point on P-256, as JSON Web Key (RFC 7517).
 *
 * @param text the members that make the key, and nothing else that an app may have put there
 */
record PublicKeyJwk(String text) {
    private static final String CURVE = "P-256";

    /** @throws InvalidException at {@code /public_key} if it is none of these */
    static PublicKeyJwk of(Map<String, Object> jwk) {
        if (jwk.containsKey("d")) {
            throw invalid("this is a private key: it stays on the phone, only crv, kty, x and y are sent");
        }
        if (!CURVE.equals(jwk.get("crv"))) {
            throw invalid("a key on the curve P-256 is expected");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : new String[] {"crv", "kty", "x", "y"}) {
            members.put(name, jwk.get(name));
        }
        PublicKeyJwk key = new PublicKeyJwk(Json.write(members));
        try {
            key.publicKey();
        } catch (JwtException | IllegalArgumentException e) {
            throw invalid("a JSON Web Key of kty EC is expected, with x and y of a point on P-256");
        }
        return key;
    }

    ECPublicKey publicKey() {
        Jwk<?> jwk = Jwks.parser().build().parse(text);
        if (jwk instanceof EcPublicJwk ec) {
            return ec.toKey();
        }
        throw new IllegalArgumentException("no public key on a curve");
    }

    private static InvalidException invalid(String message) {
        return InvalidException.at("/public_key", "INVALID", message);
    }
}
