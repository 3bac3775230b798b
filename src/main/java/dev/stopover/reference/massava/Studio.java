package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A studio that can be booked; the plan keeps its table and moves its owner to {@link StudioOwnership}. */
@Entity
@Table(name = "studios")
public class Studio extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "slug", nullable = false)
    public String slug;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "description")
    public @Nullable String description;

    @Column(name = "street")
    public @Nullable String street;

    @Column(name = "postal_code")
    public @Nullable String postalCode;

    @Column(name = "city")
    public @Nullable String city;

    @Column(name = "country", nullable = false)
    public String country;

    @Column(name = "phone")
    public @Nullable String phone;

    @Column(name = "email")
    public @Nullable String email;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "opening_hours", nullable = false)
    public String openingHours;

    @Column(name = "is_active", nullable = false)
    public boolean isActive;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
