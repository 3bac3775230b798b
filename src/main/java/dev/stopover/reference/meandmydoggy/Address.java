package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a user lives. */
@Entity
@Table(name = "\"Addresses\"")
public class Address extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"Label\"")
    public @Nullable String label;

    @Column(name = "\"Line1\"", nullable = false)
    public String line1;

    @Column(name = "\"Line2\"")
    public @Nullable String line2;

    @Column(name = "\"City\"", nullable = false)
    public String city;

    @Column(name = "\"Region\"")
    public @Nullable String region;

    @Column(name = "\"PostalCode\"")
    public @Nullable String postalCode;

    @Column(name = "\"CountryCode\"", nullable = false)
    public String countryCode;

    @Column(name = "\"Latitude\"")
    public @Nullable BigDecimal latitude;

    @Column(name = "\"Longitude\"")
    public @Nullable BigDecimal longitude;

    @Column(name = "\"AccessNotes\"")
    public @Nullable String accessNotes;

    @Column(name = "\"IsPrimary\"", nullable = false)
    public boolean isPrimary;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
