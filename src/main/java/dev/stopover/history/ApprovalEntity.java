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

/** A person's word that a phase may start. */
@Entity
@Immutable
@Table(schema = "stopover", name = "approval")
public class ApprovalEntity extends PanacheEntityBase {
    @Id
    public long id;

    public String plan;
    public String phase;

    @Column(name = "approved_by")
    public String approvedBy;

    public String role;
    public String note;

    @Column(name = "approved_at")
    public Instant approvedAt;

    @Column(name = "withdrawn_by")
    public @Nullable String withdrawnBy;

    @Column(name = "withdrawn_at")
    public @Nullable Instant withdrawnAt;

    /** The approvals of a plan, the latest of each phase. */
    public static List<ApprovalEntity> latest(String plan) {
        return list("""
                from ApprovalEntity a
                where a.id in (
                  select max(l.id)
                  from ApprovalEntity l
                  where l.plan = ?1
                  group by l.phase)
                order by a.id
                """, plan);
    }
}
