package dev.stopover.reference.smarterfirms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An action on a kind of resource that a consultant may do for a firm. */
@Entity
@Table(name = "`ConsultantPermission`")
public class ConsultantPermission extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "`associationId`", nullable = false)
    public String associationId;

    @Column(name = "resource", nullable = false)
    public String resource;

    @Column(name = "action", nullable = false)
    public String action;

    @Column(name = "`createdAt`", nullable = false)
    public Instant createdAt;
}
