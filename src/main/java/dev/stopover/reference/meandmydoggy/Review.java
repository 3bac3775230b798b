package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an owner says about a provider. */
@Entity
@Table(name = "\"Reviews\"")
public class Review extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ProviderId\"", nullable = false)
    public UUID providerId;

    @Column(name = "\"AuthorId\"")
    public @Nullable String authorId;

    @Column(name = "\"DogId\"")
    public @Nullable UUID dogId;

    @Column(name = "\"ServiceCode\"")
    public @Nullable String serviceCode;

    @Column(name = "\"Rating\"", nullable = false)
    public short rating;

    @Column(name = "\"Title\"")
    public @Nullable String title;

    @Column(name = "\"Content\"")
    public @Nullable String content;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
