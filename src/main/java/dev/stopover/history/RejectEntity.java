package dev.stopover.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row that could not be moved. */
@Entity
@Immutable
@Table(schema = "stopover", name = "reject")
public class RejectEntity extends PanacheEntityBase {
    @Id
    public long id;

    @Column(name = "transfer_id")
    public long transferId;

    @Column(name = "run_id")
    public long runId;

    @Column(name = "extent_id")
    public @Nullable Long extentId;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "source_key")
    public String sourceKey;

    public String sqlstate;
    public String error;

    @Column(name = "rejected_at")
    public Instant rejectedAt;

    @Column(name = "resolved_at")
    public @Nullable Instant resolvedAt;

    /** Whether the transfer was taken back before the row was moved. */
    public boolean undone;

    /** The latest rejects of a plan whose transfers were taken back, the newest first. */
    public static List<RejectEntity> undone(String plan, int most) {
        return RejectEntity.<RejectEntity>find("""
                        from RejectEntity r
                        where r.undone
                          and r.transferId in (select t.id from TransferEntity t where t.plan = ?1)
                        order by r.id desc
                        """, plan).page(0, most).list();
    }

    /** The rejects of a plan that nobody has dealt with, the oldest first. */
    public static List<RejectEntity> open(String plan, int most) {
        return RejectEntity.<RejectEntity>find("""
                        from RejectEntity r
                        where r.resolvedAt is null
                          and r.transferId in (select t.id from TransferEntity t where t.plan = ?1)
                        order by r.id
                        """, plan).page(0, most).list();
    }

    /** How many rejects of a plan nobody has dealt with. */
    public static long countOpen(String plan) {
        return count("""
                from RejectEntity r
                where r.resolvedAt is null
                  and r.transferId in (select t.id from TransferEntity t where t.plan = ?1)
                """, plan);
    }
}
