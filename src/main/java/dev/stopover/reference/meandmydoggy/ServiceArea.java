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

/** Where a provider comes to. */
@Entity
@Table(name = "\"ServiceAreas\"")
public class ServiceArea extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"City\"", nullable = false)
    public String city;

    @Column(name = "\"PostalCode\"")
    public @Nullable String postalCode;

    @Column(name = "\"CountryCode\"", nullable = false)
    public String countryCode;

    @Column(name = "\"Latitude\"")
    public @Nullable BigDecimal latitude;

    @Column(name = "\"Longitude\"")
    public @Nullable BigDecimal longitude;

    @Column(name = "\"RadiusKm\"")
    public @Nullable BigDecimal radiusKm;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
