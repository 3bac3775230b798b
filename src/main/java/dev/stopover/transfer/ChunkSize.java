package dev.stopover.transfer;

import dev.stopover.history.Extent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How large one worker's next chunk should be, in blocks or, where there are none, in rows.
 *
 * <p>A servo on time, as in pt-online-schema-change's {@code --chunk-time}: the weighted rate of the chunks so far times
 * the time a chunk should take, but in no step more than one and a half times as much, and a tenth at once when a chunk
 * took five times too long. A range with faulty rows is halved instead until it is behind.
 */
final class ChunkSize {
    private static final double GROWTH = 1.5;
    private static final double WEIGHT_OF_OLD = 0.75;
    private static final int FAR_TOO_LONG = 5;
    private static final int CUT = 10;

    private final double targetSeconds;
    private final long maxRows;
    private final Map<Long, Long> faultyUnits = new HashMap<>();
    private double units;
    private double unitsPerSecond;
    private double rowsPerUnit;

    /**
     * @param firstRows how many rows the first chunk should have
     * @param rowsPerUnit how many rows a block has, as far as is known; 1 where units are rows
     */
    ChunkSize(Duration target, long firstRows, long maxRows, double rowsPerUnit) {
        this.targetSeconds = target.toNanos() / 1e9;
        this.maxRows = maxRows;
        this.rowsPerUnit = rowsPerUnit;
        this.units = Math.max(1, firstRows / rowsPerUnit);
    }

    /** Goes on with the size that an earlier run found good. */
    void resume(long earlierUnits) {
        units = Math.max(1, earlierUnits);
    }

    /** The size of the next chunk of that extent. */
    long of(Extent extent) {
        Long faulty = faultyUnits.get(extent.id());
        return faulty == null ? current() : Math.max(1, Math.min(current(), faulty / 2));
    }

    /** The size without regard to faults, to be kept for a later run. */
    long current() {
        return (long) Math.max(1, Math.min(units, maxRows / Math.max(rowsPerUnit, 1e-3)));
    }

    /** A chunk was committed. */
    void succeeded(Extent extent, long done, long rows, Duration took) {
        Long faulty = faultyUnits.remove(extent.id());
        if (faulty != null) {
            if (faulty > done) {
                faultyUnits.put(extent.id(), faulty - done);
            }
            return;
        }
        if (done == 0) {
            return;
        }
        double seconds = Math.max(took.toNanos() / 1e9, 1e-4);
        double rate = done / seconds;
        unitsPerSecond = unitsPerSecond == 0 ? rate : WEIGHT_OF_OLD * unitsPerSecond + (1 - WEIGHT_OF_OLD) * rate;
        if (rows > 0) {
            rowsPerUnit = (double) rows / done;
        }
        units = seconds >= FAR_TOO_LONG * targetSeconds
                ? units / CUT
                : Math.min(units * GROWTH, unitsPerSecond * targetSeconds);
        units = Math.max(1, units);
    }

    /** Others were in the way: a smaller chunk holds fewer locks for less time. */
    void contended() {
        units = Math.max(1, units / 2);
    }

    /** Whether the next rows of that extent are known to hold a faulty one. */
    boolean isFaulty(Extent extent) {
        return faultyUnits.containsKey(extent.id());
    }

    /** A chunk of that size holds at least one faulty row. */
    void faulty(Extent extent, long tried) {
        faultyUnits.put(extent.id(), tried);
    }
}
