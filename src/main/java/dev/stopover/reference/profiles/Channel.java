package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A room of a server. */
@Entity
@Table(name = "\"Channel\"")
public class Channel extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @Column(name = "\"name\"", nullable = false)
    public String name;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    @Column(name = "\"type\"", columnDefinition = "\"ChannelType\"", nullable = false)
    public ChannelType type;

    @Column(name = "\"userId\"", nullable = false)
    public String userId;

    @Column(name = "\"serverId\"", nullable = false)
    public String serverId;

    @Column(name = "\"createdAt\"", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "\"updatedAt\"", nullable = false)
    public LocalDateTime updatedAt;
}
