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
import org.jspecify.annotations.Nullable;

/** How a participant sees a conversation. */
@Entity
@IdClass(ConversationSetting.Key.class)
@Table(name = "\"ConversationSettings\"")
public class ConversationSetting extends PanacheEntityBase {
    @Id
    @Column(name = "\"ConversationId\"", nullable = false)
    public UUID conversationId;

    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"IsPinned\"", nullable = false)
    public boolean isPinned;

    @Column(name = "\"IsArchived\"", nullable = false)
    public boolean isArchived;

    @Column(name = "\"MutedUntil\"")
    public @Nullable Instant mutedUntil;

    @Column(name = "\"CustomTitle\"")
    public @Nullable String customTitle;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID conversationId, String userId) implements Serializable {}
}
