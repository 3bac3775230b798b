package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A text for language models, whose wording is in its versions. */
@Entity
@Table(name = "Prompt")
public class Prompt extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "userId", nullable = false)
    public String userId;

    @Column(name = "title", nullable = false)
    public String title;

    @Column(name = "category")
    public @Nullable String category;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "tags", columnDefinition = "text[]", nullable = false)
    public List<String> tags;

    @Column(name = "isPublic", nullable = false)
    public boolean isPublic;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "updatedAt", nullable = false)
    public LocalDateTime updatedAt;
}
