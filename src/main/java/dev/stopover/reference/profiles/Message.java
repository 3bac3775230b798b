package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What a member wrote in a channel. */
@Entity
@Table(name = "\"Message\"")
public class Message extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @Column(name = "\"content\"", nullable = false)
    public String content;

    @Column(name = "\"fileUrl\"")
    public @Nullable String fileUrl;

    @Column(name = "\"memberId\"", nullable = false)
    public String memberId;

    @Column(name = "\"channelId\"", nullable = false)
    public String channelId;

    @Column(name = "\"deleted\"", nullable = false)
    public boolean deleted;

    @Column(name = "\"createdAt\"", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "\"updatedAt\"", nullable = false)
    public LocalDateTime updatedAt;
}
