package org.hunar.server.simulation;

import org.hunar.server.simulation.NodeConnection.Moment;
import org.hunar.server.simulation.Shape.Fault;

/** What comes in the way of one request at its node: crashes, and the work of others. */
final class Interruptions implements NodeConnection.Hook {
    private final World world;
    private boolean committed;

    Interruptions(World world) {
        this.world = world;
    }

    @Override
    public void at(Moment moment, boolean readOnly, boolean othersMayWait) {
        if (moment == Moment.AFTER_COMMIT) {
            committed = committed || !readOnly;
            if (!readOnly) {
                world.feed().look();
            }
        } else if (othersMayWait) {
            world.meanwhile();
        }
        if (world.strikes(crashAt(moment))) {
            throw new NodeCrashed();
        }
    }

    /** Of a request that nothing comes in the way of. */
    static NodeConnection.Hook none(World world) {
        return (moment, readOnly, othersMayWait) -> {
            if (moment == Moment.AFTER_COMMIT && !readOnly) {
                world.feed().look();
            }
        };
    }

    boolean hasCommitted() {
        return committed;
    }

    private static Fault crashAt(Moment moment) {
        return switch (moment) {
            case STATEMENT -> Fault.CRASH_AT_STATEMENT;
            case BEFORE_COMMIT -> Fault.CRASH_BEFORE_COMMIT;
            case AFTER_COMMIT -> Fault.CRASH_AFTER_COMMIT;
        };
    }
}
