/** Whole days of whole people: the real server over HTTP, the real client code, nothing in between but the network. */
package org.hunar.server.journey;
