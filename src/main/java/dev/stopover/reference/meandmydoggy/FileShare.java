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

/** Somebody else who may open a file. */
@Entity
@IdClass(FileShare.Key.class)
@Table(name = "\"FileShares\"")
public class FileShare extends PanacheEntityBase {
    @Id
    @Column(name = "\"FileId\"", nullable = false)
    public UUID fileId;

    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"GrantedBy\"")
    public @Nullable String grantedBy;

    @Column(name = "\"GrantedAt\"", nullable = false)
    public Instant grantedAt;

    @Column(name = "\"ExpiresAt\"")
    public @Nullable Instant expiresAt;

    /** What makes a row the only one of its kind. */
    public record Key(UUID fileId, String userId) implements Serializable {}
}
