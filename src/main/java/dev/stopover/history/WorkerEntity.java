package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A further process that lends a run a hand. */
@Entity
@Immutable
@Table(schema = "stopover", name = "worker")
public class WorkerEntity extends PanacheEntityBase {
    @Id
    public long id;

    @Column(name = "run_id")
    public long runId;

    public String plan;
    public String host;
    public @Nullable String transfer;
    public long chunks;
    public long rows;
    public @Nullable String throttled;

    @Column(name = "joined_at")
    public Instant joinedAt;

    @Column(name = "seen_at")
    public Instant seenAt;

    @Column(name = "left_at")
    public @Nullable Instant leftAt;

    /** The workers of a plan's latest run, in the order in which they joined. */
    public static List<WorkerEntity> ofLatestRun(String plan) {
        return list("plan = ?1 and runId = (select max(r.id) from RunEntity r where r.plan = ?1) order by id", plan);
    }
}
