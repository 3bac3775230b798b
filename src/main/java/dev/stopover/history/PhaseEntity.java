package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Where one phase of a plan stands. */
@Entity
@Immutable
@Table(schema = "stopover", name = "phase")
@IdClass(PhaseEntity.Key.class)
public class PhaseEntity extends PanacheEntityBase {
    @Id
    public String plan;

    @Id
    public String name;

    public int position;
    public String kind;
    public String title;
    public String state;

    @Column(name = "run_id")
    public @Nullable Long runId;

    public int attempts;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    public @Nullable Duration estimate;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    public Duration soak;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "completed_at")
    public @Nullable Instant completedAt;

    public @Nullable String error;

    /** The phases of a plan in their order. */
    public static List<PhaseEntity> of(String plan) {
        return list("plan = ?1 order by position", plan);
    }

    /** A phase's name is unique in its plan. */
    public record Key(String plan, String name) implements Serializable {}
}
