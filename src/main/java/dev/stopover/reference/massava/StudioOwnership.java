package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A studio that a user runs. */
@Entity
@IdClass(StudioOwnership.Key.class)
@Table(name = "studio_ownership")
public class StudioOwnership extends PanacheEntityBase {
    @Id
    @Column(name = "studio_id", nullable = false)
    public String studioId;

    @Id
    @Column(name = "user_id", nullable = false)
    public String userId;

    @Column(name = "is_primary", nullable = false)
    public boolean isPrimary;

    @Column(name = "granted_at", nullable = false)
    public Instant grantedAt;

    /** A user runs a studio once. */
    public record Key(String studioId, String userId) implements Serializable {}
}
