package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** What a user can be. */
@Entity
@Table(name = "\"Roles\"")
public class Role extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public String id;

    @Column(name = "\"Name\"")
    public @Nullable String name;

    @Column(name = "\"NormalizedName\"")
    public @Nullable String normalizedName;

    @Column(name = "\"ConcurrencyStamp\"")
    public @Nullable String concurrencyStamp;

    @Column(name = "\"Level\"", nullable = false)
    public int level;

    @Column(name = "\"IsSystemRole\"", nullable = false)
    public boolean isSystemRole;

    @Column(name = "\"MaxUsers\"")
    public @Nullable Integer maxUsers;
}
