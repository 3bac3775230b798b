package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That somebody was asked into a conversation. */
@Entity
@Table(name = "\"ConversationInvitations\"")
public class ConversationInvitation extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ConversationId\"", nullable = false)
    public UUID conversationId;

    @Column(name = "\"InvitedBy\"")
    public @Nullable String invitedBy;

    @Column(name = "\"InviteeId\"", nullable = false)
    public String inviteeId;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"RespondedAt\"")
    public @Nullable Instant respondedAt;
}
