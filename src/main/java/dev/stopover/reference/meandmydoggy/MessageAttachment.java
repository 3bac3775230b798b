package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file in a message. */
@Entity
@Table(name = "\"MessageAttachments\"")
public class MessageAttachment extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"MessageId\"", nullable = false)
    public UUID messageId;

    @Column(name = "\"FileId\"")
    public @Nullable UUID fileId;

    @Column(name = "\"Url\"")
    public @Nullable String url;

    @Column(name = "\"FileName\"", nullable = false)
    public String fileName;

    @Column(name = "\"ContentType\"")
    public @Nullable String contentType;

    @Column(name = "\"SizeBytes\"")
    public @Nullable Long sizeBytes;

    @Column(name = "\"Width\"")
    public @Nullable Integer width;

    @Column(name = "\"Height\"")
    public @Nullable Integer height;

    @Column(name = "\"DurationSeconds\"")
    public @Nullable Integer durationSeconds;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
