package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service that a provider offers. */
@Entity
@IdClass(ProviderService.Key.class)
@Table(name = "\"ProviderServices\"")
public class ProviderService extends PanacheEntityBase {
    @Id
    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Id
    @Column(name = "\"ServiceCode\"", nullable = false)
    public String serviceCode;

    @Column(name = "\"Price\"")
    public @Nullable BigDecimal price;

    @Column(name = "\"PriceUnit\"", nullable = false)
    public String priceUnit;

    @Column(name = "\"Currency\"", nullable = false)
    public String currency;

    @Column(name = "\"DurationMinutes\"")
    public @Nullable Integer durationMinutes;

    @Column(name = "\"IsActive\"", nullable = false)
    public boolean isActive;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID providerId, String serviceCode) implements Serializable {}
}
