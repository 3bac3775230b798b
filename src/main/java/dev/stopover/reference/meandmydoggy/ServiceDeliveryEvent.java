package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened while a service was provided. */
@Entity
@Table(name = "\"ServiceDeliveryEvents\"")
public class ServiceDeliveryEvent extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"DeliveryId\"", nullable = false)
    public UUID deliveryId;

    @Column(name = "\"EventType\"", nullable = false)
    public String eventType;

    @Column(name = "\"Latitude\"")
    public @Nullable BigDecimal latitude;

    @Column(name = "\"Longitude\"")
    public @Nullable BigDecimal longitude;

    @Column(name = "\"Note\"")
    public @Nullable String note;

    @Column(name = "\"FileId\"")
    public @Nullable UUID fileId;

    @Column(name = "\"OccurredAt\"", nullable = false)
    public Instant occurredAt;
}
