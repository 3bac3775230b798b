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

/** A permission that a role has. */
@Entity
@IdClass(RolePermission.Key.class)
@Table(name = "\"RolePermissions\"")
public class RolePermission extends PanacheEntityBase {
    @Id
    @Column(name = "\"RoleId\"", nullable = false)
    public String roleId;

    @Id
    @Column(name = "\"PermissionId\"", nullable = false)
    public Integer permissionId;

    @Column(name = "\"GrantedAt\"", nullable = false)
    public Instant grantedAt;

    @Column(name = "\"GrantedBy\"")
    public @Nullable String grantedBy;

    /** What makes a row the only one of its kind. */
    public record Key(String roleId, Integer permissionId) implements Serializable {}
}
