package org.hunar.server.simulation;

/** The process of a server node has ended in the middle of a request: nothing of it can catch that. */
final class NodeCrashed extends Error {
    private static final long serialVersionUID = 1L;
}
