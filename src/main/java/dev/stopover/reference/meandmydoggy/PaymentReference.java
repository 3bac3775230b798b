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

/** A payment as the processor knows it. */
@Entity
@Table(name = "\"PaymentReferences\"")
public class PaymentReference extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"PayerId\"")
    public @Nullable String payerId;

    @Column(name = "\"AppointmentId\"")
    public @Nullable UUID appointmentId;

    @Column(name = "\"SubscriptionId\"")
    public @Nullable UUID subscriptionId;

    @Column(name = "\"Processor\"", nullable = false)
    public String processor;

    @Column(name = "\"ProcessorReference\"", nullable = false)
    public String processorReference;

    @Column(name = "\"Amount\"", nullable = false)
    public BigDecimal amount;

    @Column(name = "\"Currency\"", nullable = false)
    public String currency;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"OccurredAt\"", nullable = false)
    public Instant occurredAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
