package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that can be booked. */
@Entity
@Table(name = "\"Services\"")
public class Service extends PanacheEntityBase {
    @Id
    @Column(name = "\"Code\"", nullable = false)
    public String code;

    @Column(name = "\"CategoryCode\"", nullable = false)
    public String categoryCode;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @Column(name = "\"DefaultDurationMinutes\"", nullable = false)
    public int defaultDurationMinutes;

    @Column(name = "\"SortOrder\"", nullable = false)
    public int sortOrder;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
