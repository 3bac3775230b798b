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

/** A sign under a message. */
@Entity
@IdClass(MessageReaction.Key.class)
@Table(name = "\"MessageReactions\"")
public class MessageReaction extends PanacheEntityBase {
    @Id
    @Column(name = "\"MessageId\"", nullable = false)
    public UUID messageId;

    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Id
    @Column(name = "\"Emoji\"", nullable = false)
    public String emoji;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID messageId, String userId, String emoji) implements Serializable {}
}
