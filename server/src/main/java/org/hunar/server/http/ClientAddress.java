package org.hunar.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Whose line a request comes by, for limits that count by address. */
public final class ClientAddress {
    /** Bytes of a version 6 address that a provider gives to one customer, who is free to use any of the rest. */
    private static final int CUSTOMER_BYTES = 8;

    private ClientAddress() {}

    /** A version 4 address, or the first half of a version 6 address. */
    public static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // a literal: nothing is looked up
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, CUSTOMER_BYTES) + "::/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
