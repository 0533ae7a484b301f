package org.hunar.server.simulation;

/** All that must hold when everything is quiet. */
final class Checks {
    private final World world;
    private final Reader reader;
    private final Erasing erasing;
    private final CollectWork collect;

    Checks(World world, Reader reader, Erasing erasing, CollectWork collect) {
        this.world = world;
        this.reader = reader;
        this.erasing = erasing;
        this.collect = collect;
    }

    /** @throws InvariantBroken with the first that does not hold */
    void run() {
        StoreState state =
                new StoreState(world.cluster().store(), world.ledger().captured());
        new LogCheck(world.ledger(), state).run();
        new CollectCheck(collect.ledger(), state).run();
        new ErasureCheck(world, state).run(erasing.known());
        new MergeCheck(world.random(), state).run();
        new CaseCheck(state).run();
        new FeedCheck(world, state).run();
        new BlobCheck(world, state).run();
        new ScoreCheck(world.cluster().store(), state).run();
        new ReplicaCheck(world, reader, state).run();
        new ReportCheck(world.cluster().store()).run();
    }
}
