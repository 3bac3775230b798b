package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How long a team keeps its audit log. */
@Entity
@Table(name = "AuditRetention")
public class AuditRetention extends PanacheEntityBase {
    @Id
    @Column(name = "teamId", nullable = false)
    public String teamId;

    @Column(name = "keepDays", nullable = false)
    public int keepDays;
}
