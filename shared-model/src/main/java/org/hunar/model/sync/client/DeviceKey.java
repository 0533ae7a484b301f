package org.hunar.model.sync.client;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key of a device, on the curve P-256. The private half stays where it was made: on Android, in the Keystore, which
 * signs with it and never gives it away.
 *
 * <pre>{@code
 * KeyPairGenerator maker = KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, "AndroidKeyStore");
 * maker.initialize(new KeyGenParameterSpec.Builder("hunar-amina", KeyProperties.PURPOSE_SIGN)
 *         .setAlgorithmParameterSpec(new ECGenParameterSpec("secp256r1"))
 *         .setDigests(KeyProperties.DIGEST_SHA256)
 *         .build());
 * KeyPair pair = maker.generateKeyPair();
 * DeviceKey key = DeviceKey.of((ECPublicKey) pair.getPublic(), pair.getPrivate());
 * }</pre>
 */
public interface DeviceKey {
    ECPublicKey publicKey();

    /** A signature by ECDSA with SHA-256, in the form of {@link Signature}: DER. */
    byte[] sign(byte[] bytes) throws GeneralSecurityException;

    /** A key by the interface that every Java platform has, be it in memory or in Android's Keystore. */
    static DeviceKey of(ECPublicKey publicKey, PrivateKey privateKey) {
        return new DeviceKey() {
            @Override
            public ECPublicKey publicKey() {
                return publicKey;
            }

            @Override
            public byte[] sign(byte[] bytes) throws GeneralSecurityException {
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(privateKey);
                signature.update(bytes);
                return signature.sign();
            }
        };
    }

    /** A new key in memory, for programs that are no phone: whoever reads the memory has it. */
    static DeviceKey inMemory() {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = maker.generateKeyPair();
            return of((ECPublicKey) pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** The public half as a JSON Web Key (RFC 7518 §6.2). */
    default Map<String, Object> jwk() {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("crv", "P-256");
        jwk.put("x", Jws.base64(Jws.fixedLength(publicKey().getW().getAffineX())));
        jwk.put("y", Jws.base64(Jws.fixedLength(publicKey().getW().getAffineY())));
        return jwk;
    }
}
