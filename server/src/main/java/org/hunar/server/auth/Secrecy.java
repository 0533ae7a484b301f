package org.hunar.server.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Whether a password may come by a connection: over HTTPS, from the proxy that ends HTTPS, or from this machine itself. */
public final class Secrecy {
    private final Optional<String> proxy;

    /** @param proxy name or address of the one that ends HTTPS before this server */
    public Secrecy(Optional<String> proxy) {
        this.proxy = proxy;
    }

    public boolean keeps(HttpServletRequest request) {
        return request.isSecure() || isNear(request.getRemoteAddr());
    }

    private boolean isNear(String address) {
        try {
            InetAddress from = InetAddress.getByName(address);
            return from.isLoopbackAddress()
                    || proxy.isPresent()
                            && Arrays.asList(InetAddress.getAllByName(proxy.get()))
                                    .contains(from);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
