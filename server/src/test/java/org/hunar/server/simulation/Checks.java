package org.hunar.server.simulation;

/** All that must hold when everything is quiet. */
final class Checks {
    private final World world;
    private final Reader reader;

    Checks(World world, Reader reader) {
        this.world = world;
        this.reader = reader;
    }

    /** @throws InvariantBroken with the first that does not hold */
    void run() {
        StoreState state = new StoreState(world.cluster().store());
        new LogCheck(world.ledger(), state).run();
        new MergeCheck(world.random(), state).run();
        new CaseCheck(state).run();
        new FeedCheck(world, state).run();
        new BlobCheck(world, state).run();
        new ScoreCheck(world.cluster().store(), state).run();
        new ReplicaCheck(world, reader, state).run();
        new ReportCheck(world.cluster().store()).run();
    }
}
