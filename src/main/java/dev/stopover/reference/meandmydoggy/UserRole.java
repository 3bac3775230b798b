package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A role that a user has. */
@Entity
@IdClass(UserRole.Key.class)
@Table(name = "\"UserRoles\"")
public class UserRole extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Id
    @Column(name = "\"RoleId\"", nullable = false)
    public String roleId;

    @Column(name = "\"AssignedBy\"", nullable = false)
    public String assignedBy;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"ExpiresAt\"")
    public @Nullable Instant expiresAt;

    @Column(name = "\"Notes\"")
    public @Nullable String notes;

    /** What makes a row the only one of its kind. */
    public record Key(String userId, String roleId) implements Serializable {}
}
