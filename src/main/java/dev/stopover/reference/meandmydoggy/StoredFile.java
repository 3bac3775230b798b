package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file in the object store. */
@Entity
@Table(name = "\"StoredFiles\"")
public class StoredFile extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"OwnerId\"")
    public @Nullable String ownerId;

    @Column(name = "\"FileName\"", nullable = false)
    public String fileName;

    @Column(name = "\"ContentType\"", nullable = false)
    public String contentType;

    @Column(name = "\"SizeBytes\"", nullable = false)
    public long sizeBytes;

    @Column(name = "\"StorageKey\"", nullable = false)
    public String storageKey;

    @Column(name = "\"Sha256\"", nullable = false)
    public String sha256;

    @Column(name = "\"Visibility\"", nullable = false)
    public String visibility;

    @Column(name = "\"ScanStatus\"", nullable = false)
    public String scanStatus;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"DeletedAt\"")
    public @Nullable Instant deletedAt;
}
