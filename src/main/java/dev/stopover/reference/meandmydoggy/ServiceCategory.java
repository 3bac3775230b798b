package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A group of services. */
@Entity
@Table(name = "\"ServiceCategories\"")
public class ServiceCategory extends PanacheEntityBase {
    @Id
    @Column(name = "\"Code\"", nullable = false)
    public String code;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"SortOrder\"", nullable = false)
    public int sortOrder;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
