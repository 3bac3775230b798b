package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something said in a conversation. */
@Entity
@Table(name = "\"ConversationMessages\"")
public class ConversationMessage extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ConversationId\"", nullable = false)
    public UUID conversationId;

    @Column(name = "\"SenderId\"", nullable = false)
    public String senderId;

    @Column(name = "\"ReplyToId\"")
    public @Nullable UUID replyToId;

    @Column(name = "\"MessageType\"", nullable = false)
    public String messageType;

    @Column(name = "\"Content\"", nullable = false)
    public String content;

    @Column(name = "\"IsDeleted\"", nullable = false)
    public boolean isDeleted;

    @Column(name = "\"SentAt\"", nullable = false)
    public Instant sentAt;

    @Column(name = "\"EditedAt\"")
    public @Nullable Instant editedAt;
}
