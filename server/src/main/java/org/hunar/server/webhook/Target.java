package org.hunar.server.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;

/**
 * Where a webhook may go: over HTTPS to a public address, so that nobody makes this server ask the machines beside it
 * (SSRF). It is looked at when it is registered and again before each delivery; Java keeps the address that it found for
 * longer than the delivery takes to connect, so another answer of the name server in between is not used.
 */
final class Target {
    private static final int LONGEST = 2000;
    private static final int CLASS_E = 240;
    private static final int SHARED_FIRST = 100;
    private static final int SHARED_SECOND = 64;
    private static final int SHARED_MASK = 0xC0;
    private static final int LOCAL_MASK = 0xFE;
    private static final int LOCAL_FIRST = 0xFC;

    private final boolean privateNetworks;

    Target(boolean privateNetworks) {
        this.privateNetworks = privateNetworks;
    }

    /** @throws InvalidException if it may not be told anything */
    URI parse(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw InvalidException.at("/url", "INVALID", "is no URL");
        }
        refusal(url).ifPresent(reason -> {
            throw InvalidException.at("/url", "INVALID", reason);
        });
        return url;
    }

    /** Why nothing may go there; empty if it may. */
    Optional<String> refusal(URI url) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (!https && !(privateNetworks && "http".equalsIgnoreCase(url.getScheme()))) {
            return Optional.of("an URL that begins with https:// is expected");
        }
        if (url.toString().length() > LONGEST) {
            return Optional.of("at most " + LONGEST + " characters are expected");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("a URL with a host, without a user and without a fragment is expected");
        }
        try {
            boolean inside =
                    Arrays.stream(InetAddress.getAllByName(url.getHost())).anyMatch(Target::isInside);
            return inside && !privateNetworks
                    ? Optional.of("its host is on this machine or in a private network (webhooks.privateNetworks)")
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("its host has no address");
        }
    }

    private static boolean isInside(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || address instanceof Inet4Address && isSpecial(address.getAddress())
                || address instanceof Inet6Address && isLocal(address.getAddress());
    }

    /** 0.0.0.0/8; 100.64.0.0/10, which providers share out (RFC 6598); 240.0.0.0/4. */
    private static boolean isSpecial(byte[] bytes) {
        int first = Byte.toUnsignedInt(bytes[0]);
        return first == 0 || first >= CLASS_E || first == SHARED_FIRST && (bytes[1] & SHARED_MASK) == SHARED_SECOND;
    }

    /** fc00::/7 (RFC 4193), and addresses that hide an older one: 64:ff9b::/96, 2002::/16. */
    private static boolean isLocal(byte[] bytes) {
        return (bytes[0] & LOCAL_MASK) == LOCAL_FIRST
                || bytes[0] == 0x00 && bytes[1] == 0x64
                || bytes[0] == 0x20 && bytes[1] == 0x02;
    }
}
