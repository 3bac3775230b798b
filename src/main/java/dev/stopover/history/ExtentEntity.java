package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A part of a transfer's source, with what was done of it. */
@Entity
@Immutable
@Table(schema = "stopover", name = "extent")
public class ExtentEntity extends PanacheEntityBase {
    @Id
    public long id;

    @Column(name = "transfer_id")
    public long transferId;

    public String relation;

    @Column(name = "next_block")
    public @Nullable Long nextBlock;

    @Column(name = "end_block")
    public @Nullable Long endBlock;

    public boolean done;
    public long read;
    public long inserted;
    public long same;
    public long merged;
    public long rejected;

    /** What was done of every transfer of a plan, summed inside the server. */
    public static List<Sum> sums(String plan) {
        return find("""
                        select e.transferId,
                               sum(e.read),
                               sum(e.inserted),
                               sum(e.same),
                               sum(e.merged),
                               sum(e.rejected)
                        from ExtentEntity e
                        where e.transferId in (select t.id from TransferEntity t where t.plan = ?1)
                        group by e.transferId
                        """, plan).project(Sum.class).list();
    }

    /** The rows of one transfer: read = inserted + same + merged + rejected. */
    @RegisterForReflection
    public record Sum(Long transferId, Long read, Long inserted, Long same, Long merged, Long rejected) {}
}
