package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** That a user has read a message. */
@Entity
@IdClass(MessageReadReceipt.Key.class)
@Table(name = "\"MessageReadReceipts\"")
public class MessageReadReceipt extends PanacheEntityBase {
    @Id
    @Column(name = "\"MessageId\"", nullable = false)
    public UUID messageId;

    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"ReadAt\"", nullable = false)
    public Instant readAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID messageId, String userId) implements Serializable {}
}
