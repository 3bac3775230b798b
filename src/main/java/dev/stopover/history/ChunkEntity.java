package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A committed chunk: which rows, how many, how long. */
@Entity
@Immutable
@Table(schema = "stopover", name = "chunk")
public class ChunkEntity extends PanacheEntityBase {
    @Id
    public long id;

    @Column(name = "transfer_id")
    public long transferId;

    @Column(name = "run_id")
    public long runId;

    @Column(name = "extent_id")
    public long extentId;

    public String first;
    public String last;
    public long read;
    public long inserted;
    public long same;
    public long merged;
    public long rejected;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    public Duration took;

    @Column(name = "committed_at")
    public Instant committedAt;
}
