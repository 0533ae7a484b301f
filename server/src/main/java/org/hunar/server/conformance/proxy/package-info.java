/**
 * A proxy between an app and the server that goes wrong as networks do, on purpose:
 * {@link org.hunar.server.conformance.proxy.FaultProxy} loses, cuts, repeats, delays and reorders whole HTTP messages as
 * a {@link org.hunar.server.conformance.proxy.FaultSource} says. It works on plain sockets, since an HTTP library would
 * not let a message end at a byte of our choice.
 */
package org.hunar.server.conformance.proxy;
