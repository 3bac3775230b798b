package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call within a conversation. */
@Entity
@Table(name = "\"VideoCallSessions\"")
public class VideoCallSession extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ConversationId\"", nullable = false)
    public UUID conversationId;

    @Column(name = "\"InitiatorId\"")
    public @Nullable String initiatorId;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"RoomReference\"", nullable = false)
    public String roomReference;

    @Column(name = "\"StartedAt\"", nullable = false)
    public Instant startedAt;

    @Column(name = "\"AnsweredAt\"")
    public @Nullable Instant answeredAt;

    @Column(name = "\"EndedAt\"")
    public @Nullable Instant endedAt;

    @Column(name = "\"EndReason\"")
    public @Nullable String endReason;

    @Column(name = "\"RecordingFileId\"")
    public @Nullable UUID recordingFileId;
}
