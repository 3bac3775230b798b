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

/** One execution of the runner against this database. */
@Entity
@Immutable
@Table(schema = "stopover", name = "run")
public class RunEntity extends PanacheEntityBase {
    @Id
    public long id;

    public String plan;
    public long epoch;
    public String state;

    @Column(name = "plan_hash")
    public String planHash;

    @Column(name = "target_phase")
    public String targetPhase;

    @Column(name = "program_version")
    public String programVersion;

    public String host;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    @Column(name = "exit_code")
    public @Nullable Integer exitCode;

    public @Nullable String error;

    public @Nullable String throttled;

    @Column(name = "throttled_since")
    public @Nullable Instant throttledSince;

    /** The latest runs of a plan, the newest first. */
    public static List<RunEntity> latest(String plan, int most) {
        return RunEntity.<RunEntity>find("plan = ?1 order by id desc", plan)
                .page(0, most)
                .list();
    }
}
