package org.hunar.server.simulation;

/** The process of a server node has ended in the middle of a request. */
final class NodeCrashed extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
