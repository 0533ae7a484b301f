/**
 * A deterministic simulation of phones, trainers, server nodes and all that goes wrong between them. One seed, one story:
 * a single thread, a virtual time, all chance drawn from the seed. The phones run the client of {@code shared-model}, the
 * nodes the features as {@code ServerApplication} wires them, on a real database; what may interrupt a node is a hook at
 * each statement and commit of its connection. What it checks stands in {@code server/docs/simulation.md}.
 */
package org.hunar.server.simulation;
