package dev.stopover.transfer;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Says when the next chunk may begin. Asked by several workers at the same time, outside of any transaction. */
@FunctionalInterface
public interface Pace {
    /** One chunk after the other, as fast as they go. */
    Pace FULL = (lastChunk, halted) -> {};

    /**
     * Returns when the next chunk may begin, or when there will be none.
     *
     * @param lastChunk how long the worker's last chunk took; zero before its first
     * @param halted whether the worker should give up waiting
     * @throws dev.stopover.failure.StoppedException when the run should stop
     */
    void await(Duration lastChunk, BooleanSupplier halted);
}
