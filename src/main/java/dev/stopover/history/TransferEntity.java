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

/** How far the transfer of one old table into a new one has come. */
@Entity
@Immutable
@Table(schema = "stopover", name = "transfer")
public class TransferEntity extends PanacheEntityBase {
    @Id
    public long id;

    public String plan;
    public String phase;
    public String name;
    public String state;
    public String definition;

    @Column(name = "rows_estimate")
    public @Nullable Long rowsEstimate;

    public int restarts;

    @Column(name = "started_at")
    public @Nullable Instant startedAt;

    @Column(name = "finished_at")
    public @Nullable Instant finishedAt;

    /** The transfers of a plan in the order in which they were begun. */
    public static List<TransferEntity> of(String plan) {
        return list("plan = ?1 order by id", plan);
    }
}
