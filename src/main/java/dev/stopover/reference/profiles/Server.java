package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** A community that a user founded. */
@Entity
@Table(name = "\"Server\"")
public class Server extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @Column(name = "\"name\"", nullable = false)
    public String name;

    @Column(name = "\"imageUrl\"", nullable = false)
    public String imageUrl;

    @Column(name = "\"inviteCode\"", nullable = false)
    public String inviteCode;

    @Column(name = "\"userId\"", nullable = false)
    public String userId;

    @Column(name = "\"createdAt\"", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "\"updatedAt\"", nullable = false)
    public LocalDateTime updatedAt;
}
