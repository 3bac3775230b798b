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

/** A user in a call. */
@Entity
@IdClass(VideoCallParticipant.Key.class)
@Table(name = "\"VideoCallParticipants\"")
public class VideoCallParticipant extends PanacheEntityBase {
    @Id
    @Column(name = "\"CallId\"", nullable = false)
    public UUID callId;

    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"JoinedAt\"", nullable = false)
    public Instant joinedAt;

    @Column(name = "\"LeftAt\"")
    public @Nullable Instant leftAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID callId, String userId) implements Serializable {}
}
