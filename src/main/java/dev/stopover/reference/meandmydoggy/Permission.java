package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a role can allow. */
@Entity
@Table(name = "\"Permissions\"")
public class Permission extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Integer id;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"Category\"", nullable = false)
    public String category;

    @Column(name = "\"IsSystemPermission\"", nullable = false)
    public boolean isSystemPermission;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
