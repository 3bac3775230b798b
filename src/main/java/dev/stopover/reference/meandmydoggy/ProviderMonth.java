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
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider's month in numbers. */
@Entity
@IdClass(ProviderMonth.Key.class)
@Table(name = "\"ProviderStatistics\"")
public class ProviderMonth extends PanacheEntityBase {
    @Id
    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Id
    @Column(name = "\"Month\"", nullable = false)
    public LocalDate month;

    @Column(name = "\"AppointmentsCompleted\"", nullable = false)
    public int appointmentsCompleted;

    @Column(name = "\"AppointmentsCancelled\"", nullable = false)
    public int appointmentsCancelled;

    @Column(name = "\"Revenue\"", nullable = false)
    public BigDecimal revenue;

    @Column(name = "\"Currency\"", nullable = false)
    public String currency;

    @Column(name = "\"AverageRating\"")
    public @Nullable BigDecimal averageRating;

    @Column(name = "\"CalculatedAt\"", nullable = false)
    public Instant calculatedAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID providerId, LocalDate month) implements Serializable {}
}
